package dev.featured.engine.diagram;

/**
 * The colours of a state, the same in every format. Text stands on a fill of its own, so it can be
 * read on light and on dark paper.
 *
 * @param name what classes of a format are called after it
 * @param colour the word for the fill
 * @param fill the colour within, as {@code #RRGGBB}
 * @param line the colour of the border
 * @param text the colour of the name
 * @param dashed whether the border is
 */
record Look(String name, String colour, String fill, String line, String text, boolean dashed) {
  /** Paper and ink of what has no colour of its own. */
  static final String PAPER = "#FFFFFF";

  static final String INK = "#24292F";

  /** The node that stands for many states. */
  static final Look ANY = new Look("any", "white", PAPER, "#57606A", INK, true);

  static Look of(StateKind kind) {
    return switch (kind) {
      case WAITING -> new Look("waiting", "grey", "#EAEEF2", "#57606A", INK, false);
      case WORKING -> new Look("working", "blue", "#DDF4FF", "#0969DA", INK, false);
      case REACHED -> new Look("reached", "green", "#DAFBE1", "#1A7F37", INK, false);
      case FAILED -> new Look("failed", "red", "#FFEBE9", "#CF222E", INK, false);
      case FINAL -> new Look("final", "dark", "#424A53", "#24292F", "#FFFFFF", false);
    };
  }

  /** The look of edges and their labels, of a picture that marks changes. */
  static Look of(Mark mark) {
    String name = mark.toString();
    return switch (mark) {
      case SAME -> ofEdges(name, "grey", "#6E7781", false);
      case ADDED -> ofEdges(name, "green", "#1A7F37", false);
      case REMOVED -> ofEdges(name, "red", "#CF222E", true);
      case CHANGED -> ofEdges(name, "amber", "#BC6C00", false);
    };
  }

  private static Look ofEdges(String name, String colour, String line, boolean dashed) {
    return new Look(name, colour, line, line, PAPER, dashed);
  }
}
