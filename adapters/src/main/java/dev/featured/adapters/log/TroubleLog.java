package dev.featured.adapters.log;

import com.google.common.base.Ticker;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Says in one line that there is trouble and in one that it is over, however many notice it. If it
 * comes and goes it is not said each time: two lines in {@link #QUIET} at most (SPEC section 7).
 *
 * <p>Whoever notices it says so again with each try that fails. So trouble that began unsaid is
 * said later if it lasts.
 */
public final class TroubleLog {
  static final Duration QUIET = Duration.ofSeconds(15);

  private final Ticker ticker;
  private final Consumer<String> begun;
  private final Runnable over;
  private final Set<Object> noticing = new HashSet<>();
  private Optional<Long> saidAtNanos = Optional.empty();
  private boolean said;

  /**
   * A log that has said nothing yet.
   *
   * @param begun says that there is trouble, with a reason
   * @param over says that it is over
   */
  public TroubleLog(Ticker ticker, Consumer<String> begun, Runnable over) {
    this.ticker = ticker;
    this.begun = begun;
    this.over = over;
  }

  /** Somebody has trouble, perhaps still. */
  public synchronized void noticed(Object who, String reason) {
    noticing.add(who);
    if (!said && quietEnough()) {
      said = true;
      saidAtNanos = Optional.of(ticker.read());
      begun.accept(reason);
    }
  }

  /** That one has none any more, if ever it had. */
  public synchronized void over(Object who) {
    if (noticing.remove(who) && noticing.isEmpty() && said) {
      said = false;
      over.run();
    }
  }

  private boolean quietEnough() {
    return saidAtNanos.map(at -> ticker.read() - at >= QUIET.toNanos()).orElse(true);
  }
}
