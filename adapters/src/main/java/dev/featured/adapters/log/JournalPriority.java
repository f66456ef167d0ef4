package dev.featured.adapters.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * The beginning of each log line. Under systemd (JOURNAL_STREAM is set) it is the priority in the
 * journal's own notation, {@code <3>} for errors to {@code <7>} for debugging, since the journal
 * keeps the time itself. Elsewhere it is the time and the level.
 */
public final class JournalPriority extends ClassicConverter {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS ").withZone(ZoneId.systemDefault());

  private final boolean journal;

  /** For logback, which makes converters by name. */
  public JournalPriority() {
    this(Optional.ofNullable(System.getenv("JOURNAL_STREAM")).isPresent());
  }

  JournalPriority(boolean journal) {
    this.journal = journal;
  }

  @Override
  public String convert(ILoggingEvent event) {
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
