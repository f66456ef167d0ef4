package dev.featured.adapters.cli;

import dev.featured.adapters.operator.Verdict;

/** The exit codes of the commands that ask or change a running switch; operations.md lists them. */
final class ExitCodes {
  static final int DONE = 0;
  static final int FAILED = 1;
  static final int USAGE = 2;
  static final int NO_SUCH_FEATURE = 3;
  static final int IMMUTABLE = 4;
  static final int NO_DAEMON = 5;
  static final int OVERRULED = 6;
  static final int TIMED_OUT = 7;

  /** One that a unit file can tell from others: to start again would not help. */
  static final int NOT_ALONE = 8;

  private ExitCodes() {}

  static int of(Verdict verdict) {
    return switch (verdict.outcome()) {
      case DONE -> DONE;
      case FAILED -> FAILED;
      case GONE -> NO_SUCH_FEATURE;
      case OVERRULED -> OVERRULED;
      case NO_DAEMON -> NO_DAEMON;
      case TIMED_OUT -> TIMED_OUT;
    };
  }
}
