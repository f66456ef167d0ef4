package dev.featured.adapters.operator;

import com.google.common.base.Ticker;
import dev.featured.adapters.redis.FeatureChanges;
import dev.featured.adapters.redis.FeatureStatus;
import dev.featured.adapters.redis.StatusReader;
import dev.featured.engine.feature.FeatureName;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Waits until a question about a feature is answered. It looks when something has happened to the
 * feature, and once a second besides, since notifications may be lost.
 */
public final class Waiting {
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

  /** How long no daemon may be there: one that is just being restarted is waited for. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final StatusReader reader;
  private final FeatureChanges changes;
  private final Ticker ticker;
  private final Duration limit;
  private final Consumer<String> progress;

  /**
   * A wait that begins when it is asked to.
   *
   * @param limit how long it lasts at most
   * @param progress is told what is being waited for, whenever that changes
   */
  public Waiting(
      StatusReader reader,
      FeatureChanges changes,
      Ticker ticker,
      Duration limit,
      Consumer<String> progress) {
    this.reader = reader;
    this.changes = changes;
    this.ticker = ticker;
    this.limit = limit;
    this.progress = progress;
  }

  /**
   * Waits.
   *
   * @throws dev.featured.adapters.redis.RedisUnavailable if Redis does not answer
   */
  public Verdict until(FeatureName name, Question question) throws InterruptedException {
    long begun = ticker.read();
    long followedAt = begun;
    String said = "";
    while (true) {
      FeatureStatus now = reader.read(name);
      Optional<Verdict> verdict = question.answer(now);
      if (verdict.isPresent()) {
        return verdict.get();
      }
      long time = ticker.read();
      if (reader.isFollowed()) {
        followedAt = time;
      } else if (time - followedAt >= PATIENCE.toNanos()) {
        return new Verdict(
            Verdict.Outcome.NO_DAEMON, "featured does not run here, so nobody acts on the row");
      }
      String pending = question.pending(now);
      Duration left = limit.minusNanos(time - begun);
      if (left.isNegative() || left.isZero()) {
        return new Verdict(
            Verdict.Outcome.TIMED_OUT, "not within " + limit.toSeconds() + " s; " + pending);
      }
      if (!pending.equals(said)) {
        said = pending;
        progress.accept(pending);
      }
      changes.await(left.compareTo(LONGEST_PAUSE) < 0 ? left : LONGEST_PAUSE);
    }
  }
}
