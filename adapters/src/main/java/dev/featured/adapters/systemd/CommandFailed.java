package dev.featured.adapters.systemd;

/**
 * A command that did not do what it was to do.
 *
 * <p>The message says which and how it ended; what it printed is kept apart, since it may have to
 * be shortened.
 */
final class CommandFailed extends Exception {
  private static final long serialVersionUID = 1;

  private final String output;

  CommandFailed(String message, String output) {
    super(message);
    this.output = output.strip();
  }

  String output() {
    return output;
  }
}
