package dev.featured.adapters.daemon;

import static com.google.common.collect.ImmutableList.toImmutableList;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.google.common.collect.ImmutableList;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.LoggerFactory;

/** What the program logs, from the making of this to its closing; it is kept off the console. */
final class LogLines implements AutoCloseable {
  private final Queue<ILoggingEvent> lines = new ConcurrentLinkedQueue<>();
  private final AppenderBase<ILoggingEvent> appender =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent line) {
          lines.add(line);
        }
      };
  private final Logger logger = (Logger) LoggerFactory.getLogger("dev.featured");

  LogLines() {
    appender.start();
    logger.addAppender(appender);
    logger.setAdditive(false);
  }

  /** All that has been logged and not yet been taken. */
  ImmutableList<ILoggingEvent> take() {
    ImmutableList.Builder<ILoggingEvent> taken = ImmutableList.builder();
    for (ILoggingEvent line = lines.poll(); line != null; line = lines.poll()) {
      taken.add(line);
    }
    return taken.build();
  }

  /** The complaints so far: all lines at level WARN and above. */
  ImmutableList<String> complaints() {
    return lines.stream()
        .filter(line -> line.getLevel().isGreaterOrEqual(Level.WARN))
        .map(ILoggingEvent::getFormattedMessage)
        .collect(toImmutableList());
  }

  @Override
  public void close() {
    logger.setAdditive(true);
    logger.detachAppender(appender);
  }
}
