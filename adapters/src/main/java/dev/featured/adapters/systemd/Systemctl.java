package dev.featured.adapters.systemd;

import com.google.common.collect.ImmutableList;
import java.time.Duration;

/** The {@code systemctl} program: the daemon's one way to systemd. */
public interface Systemctl {
  /**
   * Runs it once and waits for its end.
   *
   * @param arguments the verb, its options, {@code --} and the units
   * @throws InterruptedException if the caller is interrupted; the run is ended then
   */
  Result run(ImmutableList<String> arguments) throws InterruptedException;

  /** What became of one run. */
  sealed interface Result {
    /**
     * It ended by itself.
     *
     * @param code its exit code
     * @param output what it printed on either stream, at most 4 KiB
     */
    record Exited(int code, String output) implements Result {}

    /**
     * It took too long and was ended. What it had asked of systemd goes on nevertheless.
     *
     * @param limit how long it was given
     * @param output what it had printed on either stream, at most 4 KiB
     */
    record TimedOut(Duration limit, String output) implements Result {}

    /**
     * There was no run.
     *
     * @param reason one line that says why
     */
    record NotStarted(String reason) implements Result {}
  }
}
