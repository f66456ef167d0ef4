package dev.featured.docs;

/** Places in a hand-written document, between two marks, that hold what is generated. */
final class MarkedText {
  private static final String END = "<!-- end of generated -->\n";

  private MarkedText() {}

  /**
   * The document with this between the marks of that name, and nothing else there.
   *
   * @throws IllegalStateException if the document has lost the marks
   */
  static String with(String document, String name, String content) {
    String mark = "<!-- generated: " + name + " -->\n";
    int begin = document.indexOf(mark);
    int end = document.indexOf(END, Math.max(begin, 0));
    if (begin < 0 || end < 0) {
      throw new IllegalStateException("a document has lost the marks around '" + name + "'");
    }
    return document.substring(0, begin + mark.length()) + content + document.substring(end);
  }

  /** A diagram, so that it is drawn. */
  static String mermaid(String diagram) {
    return "```mermaid\n" + diagram + "```\n";
  }
}
