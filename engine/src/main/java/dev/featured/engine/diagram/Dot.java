package dev.featured.engine.diagram;

/** A picture in Graphviz's language. */
public final class Dot {
  private final StringBuilder text = new StringBuilder();
  private final Picture picture;

  private Dot(Picture picture) {
    this.picture = picture;
  }

  /** The diagram's text, each line ended. */
  public static String of(Picture picture) {
    Dot dot = new Dot(picture);
    dot.graph();
    return dot.text.toString();
  }

  private void graph() {
    line("digraph lifecycle {");
    line("  graph [bgcolor=\"" + Look.PAPER + "\", fontname=\"sans-serif\", labelloc=\"t\"];");
    if (!picture.title().isEmpty()) {
      line("  graph [label=\"" + String.join("\\n", picture.title()) + "\"];");
    }
    if (picture.isSideways()) {
      line("  rankdir=\"LR\";");
    }
    line("  node [shape=\"box\", fontname=\"sans-serif\"];");
    line("  edge [fontname=\"sans-serif\", fontsize=\"10\"];");
    picture.nodes().forEach(this::node);
    picture
        .first()
        .ifPresent(
            first -> {
              line("  Begin [shape=\"point\", width=\"0.2\"];");
              line("  Begin -> " + first + ";");
            });
    picture.edges().forEach(this::edge);
    legend();
    line("}");
  }

  private void node(Picture.Node node) {
    line(
        "  "
            + node.id()
            + " [label=\""
            + inside(node)
            + "\", style=\"rounded,filled"
            + (node.dashed() ? ",dashed" : "")
            + "\", fillcolor=\""
            + node.look().fill()
            + "\", color=\""
            + node.line()
            + "\", fontcolor=\""
            + node.look().text()
            + "\""
            + (picture.last().contains(node.id()) ? ", peripheries=\"2\"" : "")
            + "];");
  }

  private static String inside(Picture.Node node) {
    StringBuilder words = new StringBuilder(node.label());
    if (!node.loops().isEmpty()) {
      words.append("\\n");
    }
    for (Picture.Edge loop : node.loops()) {
      loop.lines().forEach(line -> words.append(line).append("\\l"));
    }
    return words.toString();
  }

  private void edge(Picture.Edge edge) {
    String style =
        switch (edge.mark()) {
          case SAME -> "solid";
          case REMOVED -> "dashed";
          case ADDED, CHANGED -> "bold";
        };
    String colour = picture.colour(edge.mark());
    line(
        "  "
            + edge.from()
            + " -> "
            + edge.to()
            + " [style=\""
            + style
            + "\", color=\""
            + colour
            + "\", fontcolor=\""
            + (edge.mark() == Mark.SAME ? Look.INK : colour)
            + "\", label=\""
            + String.join("\\l", edge.lines())
            + "\\l\"];");
  }

  private void legend() {
    line("  subgraph cluster_Legend {");
    line("    label=\"" + picture.notation() + "\"; fontsize=\"10\"; color=\"#D0D7DE\";");
    for (int i = 0; i < picture.legend().size(); i++) {
      Picture.LegendLine entry = picture.legend().get(i);
      line(
          "    Legend"
              + i
              + " [label=\""
              + entry.text()
              + "\", style=\"filled\", fontsize=\"10\", fillcolor=\""
              + entry.look().fill()
              + "\", color=\""
              + entry.look().line()
              + "\", fontcolor=\""
              + entry.look().text()
              + "\"];");
    }
    line("  }");
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
