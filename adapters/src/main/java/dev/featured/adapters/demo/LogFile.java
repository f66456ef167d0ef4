package dev.featured.adapters.demo;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.FileAppender;
import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;

/**
 * Where the log goes while the demo runs: it would paint over the table on a terminal, and say
 * everything twice in a pipe. Until it is closed nothing is logged anywhere else.
 */
final class LogFile implements AutoCloseable {
  private final Path path;
  private final Logger root;
  private final ImmutableList<Appender<ILoggingEvent>> before;
  private final FileAppender<ILoggingEvent> file;

  private LogFile(Path path, LoggerContext context) {
    this.path = path;
    this.root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    this.before = ImmutableList.copyOf(root.iteratorForAppenders());
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern("%d{HH:mm:ss.SSS} %-5level %msg%n%ex");
    encoder.start();
    this.file = new FileAppender<>();
    file.setContext(context);
    file.setFile(path.toString());
    file.setEncoder(encoder);
    file.start();
    before.forEach(root::detachAppender);
    root.addAppender(file);
  }

  /**
   * Sends the log to a new temporary file.
   *
   * @throws IOException if the file cannot be made
   */
  static LogFile open() throws IOException {
    return new LogFile(
        Files.createTempFile("featured-demo-", ".log"),
        (LoggerContext) LoggerFactory.getILoggerFactory());
  }

  Path path() {
    return path;
  }

  /** Sends the log where it went before; the file stays. */
  @Override
  public void close() {
    before.forEach(root::addAppender);
    root.detachAppender(file);
    file.stop();
  }
}
