package dev.featured.adapters.cli;

import dev.featured.engine.feature.Quoted;
import java.nio.file.Path;

/** The daemon may not run, since it is not known to be the only one; the message says why. */
final class LockRefused extends Exception {
  private static final long serialVersionUID = 1L;

  private LockRefused(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * Somebody else has the lock.
   *
   * @param holder what the file tells of them; a pid, once they have written it
   */
  static LockRefused held(Path file, String holder) {
    String who = holder.matches("\\d+") ? "pid " + holder : "another process";
    return new LockRefused("featured runs already: " + who + " holds " + file, null);
  }

  /** SONiC's own daemon is at work. */
  static LockRefused sonics(SonicsOwn other) {
    return new LockRefused(
        "SONiC's own featured runs: pid "
            + other.pid()
            + ", "
            + Quoted.of(other.program())
            + "; stop and disable it first, else the two undo each other's work",
        null);
  }

  static LockRefused impossible(Path file, String reason, Throwable cause) {
    return new LockRefused("cannot lock " + file + ": " + reason, cause);
  }
}
