package dev.featured.adapters.daemon;

import com.google.common.base.Ticker;
import com.google.common.util.concurrent.Uninterruptibles;
import dev.featured.adapters.journal.JournalEntry;
import dev.featured.adapters.journal.JournalFile;
import dev.featured.adapters.log.TroubleLog;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes transitions into the journal on a thread of its own, so that a slow or full disk holds up
 * nobody. What cannot be written, or comes while too much is still to be written, is not
 * remembered; that is said in one line, and in one when it is over.
 */
public final class TransitionJournal implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TransitionJournal.class);

  /** Several boots' worth. */
  private static final int MOST_WAITING = 10_000;

  private static final Duration END = Duration.ofSeconds(2);

  private final JournalFile file;
  private final TroubleLog trouble;
  private final BlockingQueue<Optional<JournalEntry>> waiting =
      new ArrayBlockingQueue<>(MOST_WAITING);
  private final Thread thread = new Thread(this::run, "journal");

  private TransitionJournal(JournalFile file, TroubleLog trouble) {
    this.file = file;
    this.trouble = trouble;
    thread.setDaemon(true);
  }

  /** Begins to write into this file when there is something to write. */
  public static TransitionJournal into(JournalFile file) {
    return into(
        file,
        new TroubleLog(
            Ticker.systemTicker(),
            reason -> LOG.warn("journal: {}; transitions are not remembered meanwhile", reason),
            () -> LOG.info("journal: transitions are remembered again")));
  }

  static TransitionJournal into(JournalFile file, TroubleLog trouble) {
    TransitionJournal journal = new TransitionJournal(file, trouble);
    journal.thread.start();
    return journal;
  }

  /** Has a transition remembered; never waits. */
  public void add(JournalEntry entry) {
    if (!waiting.offer(Optional.of(entry))) {
      trouble.noticed(this, "the disk is too slow");
    }
  }

  private void run() {
    try {
      for (Optional<JournalEntry> next = waiting.take(); next.isPresent(); next = waiting.take()) {
        write(next.get());
      }
    } catch (InterruptedException e) {
      LOG.debug("the journal's thread was told to end");
    }
  }

  private void write(JournalEntry entry) {
    try {
      file.append(entry);
      trouble.over(this);
    } catch (IOException e) {
      trouble.noticed(this, e.toString());
    } catch (RuntimeException e) {
      LOG.error("journal: an internal error", e);
    }
  }

  /** Writes what is still to be written, unless that takes too long. */
  @Override
  public void close() {
    if (!waiting.offer(Optional.empty())) {
      thread.interrupt();
    }
    Uninterruptibles.joinUninterruptibly(thread, END);
    if (thread.isAlive()) {
      thread.interrupt();
      LOG.warn("journal: the disk is too slow; the last transitions are not remembered");
    }
  }
}
