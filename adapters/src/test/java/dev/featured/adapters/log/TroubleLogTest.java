package dev.featured.adapters.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Ticker;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What is said of trouble that several notice, and that comes and goes. */
class TroubleLogTest {
  private long seconds = 1_000;
  private final List<String> lines = new ArrayList<>();
  private final TroubleLog log =
      new TroubleLog(
          new Ticker() {
            @Override
            public long read() {
              return TimeUnit.SECONDS.toNanos(seconds);
            }
          },
          lines::add,
          () -> lines.add("over"));

  @Test
  void itIsSaidOnceHoweverManyNoticeItAndOverWhenItIsForAll() {
    log.noticed("store", "refused");
    log.noticed("watcher", "lost");
    log.noticed("store", "refused");
    log.over("watcher");
    assertThat(lines).containsExactly("refused");

    log.over("store");
    log.over("store");
    assertThat(lines).containsExactly("refused", "over");
  }

  @Test
  void whatNobodyNoticedIsNotOver() {
    log.over("store");

    assertThat(lines).isEmpty();
  }

  @Test
  void whatComesAndGoesEachSecondIsSaidAtMostOnceInFiveSeconds() {
    int flaps = 600;
    for (int i = 0; i < flaps; i++) {
      log.noticed("store", "lost");
      log.over("store");
      seconds++;
    }

    assertThat(lines).hasSizeBetween(2, flaps / 5);
  }

  @Test
  void whatBeganUnsaidIsSaidLaterIfItLasts() {
    log.noticed("store", "first");
    log.over("store");
    seconds++;
    log.noticed("store", "second");
    assertThat(lines).containsExactly("first", "over");

    seconds += TroubleLog.QUIET.toSeconds();
    log.noticed("store", "still");
    log.noticed("store", "still");
    log.over("store");

    assertThat(lines).containsExactly("first", "over", "still", "over");
  }
}
