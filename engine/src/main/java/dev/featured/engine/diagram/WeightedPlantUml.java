package dev.featured.engine.diagram;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;

/**
 * A weighted picture as a PlantUML state diagram: an edge is the wider the more often it was taken,
 * and one that never was is dashed, in a colour that warns.
 */
public final class WeightedPlantUml {
  private static final String WARNING = "#9A5B00";
  private static final String PLAIN = "#57606A";

  /** Up to this many digits a number is drawn with the thinnest line. */
  private static final int THINNEST = 3;

  private final WeightedPicture picture;
  private final StringBuilder text = new StringBuilder(PlantUml.HEAD);

  private WeightedPlantUml(WeightedPicture picture) {
    this.picture = picture;
  }

  /** The diagram's text, each line ended. */
  public static String of(WeightedPicture picture) {
    return new WeightedPlantUml(picture).text();
  }

  private String text() {
    ImmutableList<Description.State> states = picture.table().states();
    states.forEach(this::append);
    if (picture.all().stream().anyMatch(edge -> edge.from().equals(Edges.ANY))) {
      node(Edges.ANY, "any state", Look.ANY);
    }
    text.append("[*] --> ").append(Picture.id(states.get(0).name())).append('\n');
    picture.all().stream().filter(edge -> !edge.isLoop()).forEach(this::append);
    for (Description.State state : states) {
      if (state.kind() == StateKind.FINAL) {
        text.append(Picture.id(state.name())).append(" --> [*]\n");
      }
    }
    return text.append("legend\n")
        .append("trigger <U+005B>guard<U+005D>: how many steps of the searches take it\n")
        .append("the wider the more: one width for each digit beyond the third\n")
        .append("<color:" + WARNING + ">dashed: never taken, which the page explains\n")
        .append("endlegend\n@enduml\n")
        .toString();
  }

  private void append(Description.State state) {
    String id = Picture.id(state.name());
    Look look = Look.of(state.kind());
    node(id, state.name(), look);
    for (WeightedPicture.Edge edge : picture.all()) {
      if (edge.isLoop() && edge.from().equals(id)) {
        for (String line : lines(edge, look.text())) {
          text.append(id).append(" : ").append(line).append('\n');
        }
      }
    }
  }

  private void node(String id, String name, Look look) {
    text.append("state \"<size:13>").append(name).append("\" as ").append(id).append(' ');
    text.append(look.fill()).append(";line:").append(look.line().substring(1));
    text.append(look.dashed() ? ";line.dashed" : "");
    text.append(";text:").append(look.text().substring(1)).append('\n');
  }

  private void append(WeightedPicture.Edge edge) {
    String style =
        edge.taken() ? PLAIN + ",thickness=" + thickness(edge.times()) : WARNING + ",dashed";
    text.append(edge.from()).append(" -[").append(style).append("]-> ").append(edge.to());
    text.append(" : ").append(Joiner.on("\\l").join(lines(edge, Look.INK))).append('\n');
  }

  private static int thickness(long times) {
    return Math.max(1, Long.toString(times).length() - THINNEST + 1);
  }

  private static ImmutableList<String> lines(WeightedPicture.Edge edge, String ink) {
    String colour = "<color:" + (edge.taken() ? ink : WARNING) + ">";
    return edge.labels().stream()
        .flatMap(label -> label.lines().stream())
        .map(line -> colour + line.replace("  ", "<U+00A0><U+00A0>"))
        .collect(ImmutableList.toImmutableList());
  }
}
