package dev.featured.adapters.diagram;

/** What should be the JSON of a table and is not; the message is one line that names it. */
public final class UnreadableDescription extends Exception {
  private static final long serialVersionUID = 1L;

  UnreadableDescription(String source, String problem) {
    super(source + " " + problem);
  }

  UnreadableDescription(String source, String problem, Throwable cause) {
    super(source + " " + problem, cause);
  }
}
