package dev.featured.engine.diagram;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import java.util.stream.Stream;

/**
 * A picture as a Mermaid diagram: of a table a state diagram; of a change a flowchart, since the
 * edges of a state diagram cannot be coloured.
 */
public final class Mermaid {
  private static final String DASHES = ",stroke-dasharray:5 4";

  private final StringBuilder text = new StringBuilder();
  private final Picture picture;

  private Mermaid(Picture picture) {
    this.picture = picture;
  }

  /** The diagram's text, each line ended. */
  public static String of(Picture picture) {
    Mermaid mermaid = new Mermaid(picture);
    if (picture.isOfAChange()) {
      mermaid.flowchart();
    } else {
      mermaid.stateDiagram();
    }
    return mermaid.text.toString();
  }

  private void stateDiagram() {
    line("stateDiagram-v2");
    if (picture.isSideways()) {
      line("    direction LR");
    }
    classes();
    for (Picture.Node node : picture.nodes()) {
      line("    state \"" + node.label() + "\" as " + node.id());
      line("    class " + node.id() + " " + node.look().name());
      node.loops().forEach(loop -> line("    " + node.id() + " : " + words(loop)));
    }
    picture.first().ifPresent(first -> line("    [*] --> " + first));
    for (Picture.Edge edge : picture.edges()) {
      line("    " + edge.from() + " --> " + edge.to() + " : " + words(edge));
    }
    picture.last().forEach(last -> line("    " + last + " --> [*]"));
    line("    note left of " + picture.nodes().get(0).id());
    line("        " + picture.notation());
    for (Picture.LegendLine line : picture.legend()) {
      line("        " + line.look().colour() + " = " + line.text());
    }
    line("    end note");
  }

  private void flowchart() {
    line("---\ntitle: \"" + String.join(" ", picture.title()) + "\"\n---");
    line("flowchart " + (picture.isSideways() ? "LR" : "TB"));
    classes();
    for (Picture.Node node : picture.nodes()) {
      line("    " + node.id() + "(\"" + inside(node) + "\"):::" + node.look().name());
      if (node.mark() != Mark.SAME) {
        String dashes = node.dashed() ? DASHES : "";
        line("    style " + node.id() + " stroke:" + node.line() + ",stroke-width:3px" + dashes);
      }
    }
    int link = 0;
    for (Picture.Edge edge : picture.edges()) {
      line("    " + edge.from() + " -->|\"" + words(edge) + "\"| " + edge.to());
      line("    linkStyle " + link + " " + style(edge.mark()));
      link++;
    }
    line("    subgraph Legend [\"" + picture.notation() + "\"]");
    ImmutableList<Picture.LegendLine> legend = picture.legend();
    for (int i = 0; i < legend.size(); i++) {
      String words = unlisted(legend.get(i).text());
      line("        Legend" + i + "(\"" + words + "\"):::" + legend.get(i).look().name());
      if (i > 0) {
        line("        Legend" + (i - 1) + " ~~~ Legend" + i);
      }
    }
    line("    end");
  }

  private String style(Mark mark) {
    String colour = picture.colour(mark);
    return "stroke:"
        + colour
        + ",color:"
        + colour
        + (mark == Mark.SAME ? "" : ",stroke-width:2px")
        + (mark == Mark.REMOVED ? DASHES : "");
  }

  private void classes() {
    Stream.concat(
            picture.nodes().stream().map(Picture.Node::look),
            picture.legend().stream().map(Picture.LegendLine::look))
        .distinct()
        .forEach(
            look ->
                line(
                    "    classDef "
                        + look.name()
                        + " fill:"
                        + look.fill()
                        + ",stroke:"
                        + look.line()
                        + ",color:"
                        + look.text()
                        + (look.dashed() ? DASHES : "")));
  }

  private static String inside(Picture.Node node) {
    StringBuilder words = new StringBuilder(unlisted(node.label()));
    node.loops().forEach(loop -> words.append("<br/>").append(words(loop)));
    return words.toString();
  }

  private static String words(Picture.Edge edge) {
    return Joiner.on("<br/>").join(edge.lines().stream().map(Mermaid::unlisted).toList());
  }

  /** A sign and a blank at a line's beginning would be the item of a list to Mermaid. */
  private static String unlisted(String line) {
    return line.strip().replaceFirst("^([-+]) ", "$1&nbsp;");
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
