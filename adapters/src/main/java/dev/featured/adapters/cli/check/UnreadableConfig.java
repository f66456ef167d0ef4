package dev.featured.adapters.cli.check;

/** A config_db.json that cannot be read at all; the message is one line that names it. */
public final class UnreadableConfig extends Exception {
  private static final long serialVersionUID = 1L;

  UnreadableConfig(String source, String problem) {
    super(source + " " + problem);
  }

  UnreadableConfig(String source, String problem, Throwable cause) {
    super(source + " " + problem, cause);
  }
}
