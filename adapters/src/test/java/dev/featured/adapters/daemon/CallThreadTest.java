package dev.featured.adapters.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Ticker;
import com.google.common.util.concurrent.Uninterruptibles;
import dev.featured.adapters.log.TroubleLog;
import dev.featured.adapters.redis.Backoff;
import dev.featured.adapters.redis.DatabaseConfig;
import dev.featured.adapters.redis.DatabaseConfig.Database;
import dev.featured.adapters.redis.DatabaseConfig.Instance;
import dev.featured.adapters.redis.Fence;
import dev.featured.adapters.redis.Pause;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.store.Call;
import dev.featured.engine.store.Reply;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** When a thread that makes calls waits, and when it takes an outage for over. */
@Timeout(60)
class CallThreadTest {
  /** Only a guard against hanging; nothing waits this long. */
  private static final Duration LONG = Duration.ofMinutes(1);

  @TempDir Path folder;
  private final List<String> said = new ArrayList<>();
  private final List<Duration> pauses = new ArrayList<>();
  private final CountDownLatch called = new CountDownLatch(1);
  private final CountDownLatch mayBeAnswered = new CountDownLatch(1);

  /** A task of two calls for two servers, of which the second is away. */
  private final class HalfAway implements Calls<Integer> {
    private int next;

    @Override
    public Optional<Integer> next() {
      return Optional.of(next);
    }

    @Override
    public Reply make(Integer call) {
      called.countDown();
      Uninterruptibles.awaitUninterruptibly(mayBeAnswered);
      return call == 0 ? new Reply.Done() : nobodyAnswers();
    }

    @Override
    public boolean answered(Reply reply) {
      next++;
      return false;
    }

    @Override
    public void lost() {
      next = 0;
    }

    @Override
    public void close() {}
  }

  private Reply nobodyAnswers() {
    Instance nowhere =
        new Instance("redis", "127.0.0.1", 0, Optional.of(folder.resolve("no.sock")));
    Database database = new Database(0, "|", nowhere);
    try (Fence fence = new Fence(new DatabaseConfig(database, database, database))) {
      return fence.make(new Call.HasRow(new FeatureName("bgp")));
    }
  }

  private CallThread<Integer> thread(Pause pause) {
    return new CallThread<>(
        "calls",
        new HalfAway(),
        new Backoff(RandomGenerator.getDefault()),
        pause,
        new TroubleLog(Ticker.systemTicker(), said::add, () -> said.add("over")),
        cause -> {
          throw new AssertionError(cause);
        });
  }

  @Test
  void anOutageOfOneServerIsNotOverWhenTheOtherAnswers() throws InterruptedException {
    CallThread<Integer> thread =
        thread(
            pause -> {
              pauses.add(pause);
              if (pauses.size() == 8) {
                throw new InterruptedException("enough");
              }
            });
    mayBeAnswered.countDown();

    thread.start();
    thread.end(LONG);

    assertThat(said).hasSize(1).doesNotContain("over");
    assertThat(pauses.get(7)).as("the eighth pause").isGreaterThanOrEqualTo(Duration.ofMillis(500));
  }

  @Test
  void aServerThatIsFoundAwayAtTheEndIsNotWaitedFor() throws InterruptedException {
    CallThread<Integer> thread =
        thread(
            pause -> {
              pauses.add(pause);
              throw new InterruptedException("it waits");
            });
    thread.start();
    called.await();
    thread.beginEndUnlessAway();
    mayBeAnswered.countDown();

    assertThat(thread.end(LONG)).as("nothing is left").isFalse();
    assertThat(pauses).isEmpty();
  }
}
