package dev.featured.adapters.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.LoggingEvent;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The beginning of each log line. */
class JournalPriorityTest {
  @ParameterizedTest
  @CsvSource({"ERROR,<3>", "WARN,<4>", "INFO,<6>", "DEBUG,<7>", "TRACE,<7>"})
  void theJournalGetsItsOwnPriorities(String level, String prefix) {
    assertThat(new JournalPriority(true).convert(event(level))).isEqualTo(prefix);
  }

  @ParameterizedTest
  @CsvSource({"ERROR", "WARN", "INFO"})
  void othersGetTheTimeAndTheLevel(String level) {
    assertThat(new JournalPriority(false).convert(event(level)))
        .matches("\\d\\d:\\d\\d:\\d\\d\\.\\d{3} " + level + " +");
  }

  private static LoggingEvent event(String level) {
    LoggingEvent event = new LoggingEvent();
    event.setLevel(Level.valueOf(level));
    event.setTimeStamp(0);
    return event;
  }
}
