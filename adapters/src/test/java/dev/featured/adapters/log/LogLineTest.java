package dev.featured.adapters.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogLineTest {
  @ParameterizedTest
  @CsvSource({"ERROR,<3>", "WARN,<4>", "INFO,<6>", "DEBUG,<7>", "TRACE,<7>"})
  void theJournalGetsItsOwnPriorities(String level, String prefix) {
    assertThat(new LogLine(true).doLayout(event(level))).isEqualTo(prefix + "bgp: is back\n");
  }

  @ParameterizedTest
  @CsvSource({"ERROR", "WARN", "INFO"})
  void othersGetTheTimeAndTheLevel(String level) {
    assertThat(new LogLine(false).doLayout(event(level)))
        .matches("\\d\\d:\\d\\d:\\d\\d\\.\\d{3} " + level + " +bgp: is back\n");
  }

  @Test
  void aStackTraceFollows() {
    LoggingEvent event = event("ERROR");
    event.setThrowableProxy(new ThrowableProxy(new IllegalStateException("odd")));

    assertThat(new LogLine(true).doLayout(event))
        .startsWith("<3>bgp: is back\njava.lang.IllegalStateException: odd\n\tat dev.featured.")
        .endsWith("\n");
  }

  private static LoggingEvent event(String level) {
    LoggingEvent event = new LoggingEvent();
    event.setLevel(Level.valueOf(level));
    event.setTimeStamp(0);
    event.setMessage("bgp: is {}");
    event.setArgumentArray(new Object[] {"back"});
    return event;
  }
}
