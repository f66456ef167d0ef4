package dev.featured.adapters.demo;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

final class LogFileTest {
  @Test
  void theLogGoesToTheFileAndNowhereElseUntilItIsClosed() throws Exception {
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    ListAppender<ILoggingEvent> before = new ListAppender<>();
    before.start();
    root.addAppender(before);
    LogFile log = LogFile.open();
    try (log) {
      LoggerFactory.getLogger("dev.featured.test").warn("in between");
    }
    LoggerFactory.getLogger("dev.featured.test").warn("afterwards");
    root.detachAppender(before);

    assertThat(Files.readString(log.path())).contains("WARN  in between").doesNotContain("after");
    assertThat(before.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly("afterwards");
    Files.delete(log.path());
  }
}
