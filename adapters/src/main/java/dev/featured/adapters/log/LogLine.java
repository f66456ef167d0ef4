package dev.featured.adapters.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.LayoutBase;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * A line of the log. Under systemd (JOURNAL_STREAM is set) it begins with the priority in the
 * journal's own notation, {@code <3>} for errors to {@code <7>} for debugging, since the journal
 * keeps the time itself. Elsewhere it begins with the time and the level. A stack trace follows.
 */
final class LogLine extends LayoutBase<ILoggingEvent> {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS ").withZone(ZoneId.systemDefault());

  private final boolean journal;

  LogLine() {
    this(Optional.ofNullable(System.getenv("JOURNAL_STREAM")).isPresent());
  }

  LogLine(boolean journal) {
    this.journal = journal;
  }

  @Override
  public String doLayout(ILoggingEvent event) {
    String line = beginning(event) + event.getFormattedMessage() + '\n';
    return event.getThrowableProxy() == null
        ? line
        : line + ThrowableProxyUtil.asString(event.getThrowableProxy());
  }

  private String beginning(ILoggingEvent event) {
    return journal
        ? "<" + priority(event.getLevel()) + ">"
        : TIME.format(Instant.ofEpochMilli(event.getTimeStamp()))
            + String.format("%-5s ", event.getLevel());
  }

  private static int priority(Level level) {
    return switch (level.toInt()) {
      case Level.ERROR_INT -> 3;
      case Level.WARN_INT -> 4;
      case Level.INFO_INT -> 6;
      default -> 7;
    };
  }
}
