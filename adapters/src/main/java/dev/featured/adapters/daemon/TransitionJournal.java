package dev.featured.adapters.daemon;

import com.google.common.base.Ticker;
import com.google.common.util.concurrent.Uninterruptibles;
import dev.featured.adapters.journal.JournalEntry;
import dev.featured.adapters.journal.JournalFile;
import dev.featured.adapters.log.TroubleLog;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes transitions into the journal on a thread of its own, so that a slow or full disk holds up
 * nobody. The thread goes when there is nothing to write. What cannot be written, or comes while
 * too much is still to be written, is not remembered; that is said in one line, and in one when it
 * is over.
 */
public final class TransitionJournal implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TransitionJournal.class);

  /** Several boots' worth. */
  private static final int MOST_WAITING = 10_000;

  /** How long a thread waits for more; after a boot there is nothing for hours. */
  private static final Duration IDLE = Duration.ofSeconds(5);

  private static final Duration END = Duration.ofSeconds(2);

  private final JournalFile file;
  private final TroubleLog trouble;
  private final ThreadPoolExecutor thread;

  private TransitionJournal(JournalFile file, TroubleLog trouble, Duration idle) {
    this.file = file;
    this.trouble = trouble;
    this.thread =
        new ThreadPoolExecutor(
            1,
            1,
            idle.toMillis(),
            TimeUnit.MILLISECONDS,
            new ArrayBlockingQueue<>(MOST_WAITING),
            task -> {
              Thread journal = new Thread(task, "journal");
              journal.setDaemon(true);
              return journal;
            },
            (task, full) -> trouble.noticed(this, "the disk is too slow"));
    thread.allowCoreThreadTimeOut(true);
  }

  /** Begins to write into this file when there is something to write. */
  public static TransitionJournal into(JournalFile file) {
    return into(
        file,
        new TroubleLog(
            Ticker.systemTicker(),
            reason -> LOG.warn("journal: {}; transitions are not remembered meanwhile", reason),
            () -> LOG.info("journal: transitions are remembered again")),
        IDLE);
  }

  static TransitionJournal into(JournalFile file, TroubleLog trouble, Duration idle) {
    return new TransitionJournal(file, trouble, idle);
  }

  /** Has a transition remembered; never waits. */
  public void add(JournalEntry entry) {
    thread.execute(() -> write(entry));
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
    thread.shutdown();
    if (!Uninterruptibles.awaitTerminationUninterruptibly(thread, END)) {
      thread.shutdownNow();
      LOG.warn("journal: the disk is too slow; the last transitions are not remembered");
    }
  }
}
