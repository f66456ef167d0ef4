package dev.featured.adapters.rows;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.google.common.collect.ImmutableSet;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.feature.InvalidFeatureName;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Which names are looked after. */
class NamesTest {
  private final Names names = new Names(ImmutableSet.of("telemetry"));

  @Test
  void excludedNamesAreNotManaged() {
    assertThat(names.managed(new FeatureName("telemetry"))).isFalse();
    assertThat(names.managed(new FeatureName("bgp"))).isTrue();
  }

  @Test
  void aRefusedNameIsComplainedOfOnce() {
    Logger logger = (Logger) LoggerFactory.getLogger(Names.class);
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    logger.addAppender(lines);
    try {
      for (int i = 0; i < 3; i++) {
        refuse("../x");
        refuse("-h");
      }
    } finally {
      logger.detachAppender(lines);
    }

    assertThat(lines.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .hasSize(2)
        .satisfiesExactly(
            line -> assertThat(line).contains("'../x'"), line -> assertThat(line).contains("'-h'"));
  }

  private void refuse(String name) {
    try {
      throw new AssertionError("was taken: " + new FeatureName(name));
    } catch (InvalidFeatureName refusal) {
      names.refused(refusal);
    }
  }
}
