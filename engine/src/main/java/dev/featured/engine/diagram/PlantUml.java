package dev.featured.engine.diagram;

import com.google.common.base.Joiner;

/** A picture as a PlantUML state diagram, laid out by PlantUML itself, so without Graphviz. */
public final class PlantUml {
  static final String HEAD =
      """
      @startuml
      !pragma layout smetana
      hide empty description
      skinparam backgroundColor #FFFFFF
      skinparam defaultFontName SansSerif
      skinparam shadowing false
      skinparam titleFontSize 14
      skinparam legendBackgroundColor #FFFFFF
      skinparam legendBorderColor #D0D7DE
      skinparam legendFontSize 11
      skinparam state {
        FontSize 14
        AttributeFontSize 11
        ArrowFontSize 11
        StartColor #24292F
        EndColor #24292F
      }
      """;

  private PlantUml() {}

  /** The diagram's text, each line ended. */
  public static String of(Picture picture) {
    StringBuilder text = new StringBuilder(HEAD);
    text.append(picture.isSideways() ? "left to right direction\n" : "");
    if (!picture.title().isEmpty()) {
      text.append("title ").append(Joiner.on("\\n").join(picture.title())).append('\n');
    }
    picture.nodes().forEach(node -> append(text, node, picture));
    picture.first().ifPresent(first -> text.append("[*] --> ").append(first).append('\n'));
    picture.edges().forEach(edge -> append(text, edge, picture.colour(edge.mark())));
    picture.last().forEach(last -> text.append(last).append(" --> [*]\n"));
    text.append("legend\n<#FFFFFF,#D0D7DE>|      | ");
    text.append(picture.notation()).append(" |\n");
    for (Picture.LegendLine line : picture.legend()) {
      text.append("|<").append(line.look().fill()).append(">      | ");
      text.append(literal(line.text())).append(" |\n");
    }
    return text.append("endlegend\n@enduml\n").toString();
  }

  private static void append(StringBuilder text, Picture.Node node, Picture picture) {
    text.append("state \"<size:13>")
        .append(literal(node.label()))
        .append("\" as ")
        .append(node.id());
    text.append(' ').append(node.look().fill());
    text.append(";line:").append(node.line().substring(1));
    text.append(node.dashed() ? ";line.dashed" : "");
    text.append(";text:").append(node.look().text().substring(1)).append('\n');
    for (Picture.Edge loop : node.loops()) {
      String words = loop.mark() == Mark.SAME ? node.look().text() : picture.colour(loop.mark());
      for (String line : loop.lines()) {
        text.append(node.id()).append(" : <color:").append(words).append('>');
        text.append(literal(line)).append('\n');
      }
    }
  }

  private static void append(StringBuilder text, Picture.Edge edge, String colour) {
    String style =
        switch (edge.mark()) {
          case SAME -> "";
          case REMOVED -> ",dashed";
          case ADDED, CHANGED -> ",bold";
        };
    String words = edge.mark() == Mark.SAME ? Look.INK : colour;
    text.append(edge.from()).append(" -[").append(colour).append(style).append("]-> ");
    text.append(edge.to()).append(" : <color:").append(words).append('>');
    text.append(literal(Joiner.on("\\l<color:" + words + ">").join(edge.lines()))).append('\n');
  }

  /** Blanks at a line's beginning are kept only if they cannot be broken at. */
  private static String literal(String text) {
    return text.replace("  ", "<U+00A0><U+00A0>");
  }
}
