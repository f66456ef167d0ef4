package dev.featured.engine.diagram;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * What is drawn of a table to tell how often each way through it was taken. Between two states
 * there is one edge for the ways that were, and one for those that never were; each way is a line
 * of its label. What leads from every state alike to a final one is drawn once.
 */
public final class WeightedPicture {
  /** Characters. */
  private static final int LINE_LENGTH = 34;

  private static final String INDENT = "  ";
  private static final int MANY = 1000;

  private final Description table;
  private final ToLongFunction<Way> times;
  private final ImmutableList<Edge> edges;

  private WeightedPicture(Description table, ToLongFunction<Way> times) {
    this.table = table;
    this.times = times;
    this.edges = edges();
  }

  /**
   * The picture of a table.
   *
   * @param times how often a way was taken
   */
  public static WeightedPicture of(Description table, ToLongFunction<Way> times) {
    return new WeightedPicture(table, times);
  }

  /**
   * An edge, or what is done without leaving a state.
   *
   * @param from the node's id
   * @param to the node's id
   * @param taken whether its ways were ever taken
   * @param labels its ways, one or more
   */
  public record Edge(String from, String to, boolean taken, ImmutableList<Label> labels) {
    boolean isLoop() {
      return from.equals(to);
    }

    long times() {
      return labels.stream().mapToLong(Label::times).sum();
    }
  }

  /**
   * What is said of one way.
   *
   * @param way the way's id, with {@code any-state} in the place of the state where this stands for
   *     a way from every state
   * @param times how often it was taken
   * @param lines what is to be read, in lines
   */
  public record Label(String way, long times, ImmutableList<String> lines) {}

  private record Ends(String from, String to, boolean taken) {}

  /** All of them, those from every state first, then by state and trigger. */
  public ImmutableList<Edge> all() {
    return edges;
  }

  Description table() {
    return table;
  }

  private ImmutableList<Edge> edges() {
    ImmutableSet<Way> everywhere = everywhere();
    Map<Ends, List<Label>> labels = new LinkedHashMap<>();
    for (Way way : everywhere) {
      long sum = everywhere.stream().filter(other -> isLike(other, way)).mapToLong(times).sum();
      String id = "any-state" + way.id().substring(way.id().indexOf('/'));
      List<Label> there =
          labels.computeIfAbsent(
              new Ends(Edges.ANY, Picture.id(target(way)), true), ends -> new ArrayList<>());
      if (there.stream().noneMatch(label -> label.way().equals(id))) {
        there.add(label(id, way, sum));
      }
    }
    for (Way way : table.ways()) {
      if (way.outcome() instanceof Outcome.Goes goes && !everywhere.contains(way)) {
        long count = times.applyAsLong(way);
        Ends ends = new Ends(Picture.id(way.from()), Picture.id(goes.to()), count > 0);
        labels.computeIfAbsent(ends, same -> new ArrayList<>()).add(label(way.id(), way, count));
      }
    }
    return labels.entrySet().stream()
        .map(
            edge ->
                new Edge(
                    edge.getKey().from(),
                    edge.getKey().to(),
                    edge.getKey().taken(),
                    ImmutableList.copyOf(edge.getValue())))
        .collect(toImmutableList());
  }

  private static Label label(String id, Way way, long count) {
    String guard = way.guard().isEmpty() ? "" : "[" + way.when() + "]";
    String words = (way.trigger() + " " + guard).strip() + ": " + brief(count);
    if (words.length() <= LINE_LENGTH || guard.isEmpty()) {
      return new Label(id, count, ImmutableList.of(words));
    }
    String rest = INDENT + guard + ": " + brief(count);
    return new Label(
        id,
        count,
        ImmutableList.<String>builder()
            .add(way.trigger())
            .addAll(BrokenLine.of(rest, LINE_LENGTH, INDENT + INDENT))
            .build());
  }

  /** The ways that lead alike from every state but the final ones to one of these. */
  private ImmutableSet<Way> everywhere() {
    long sources = table.states().stream().filter(state -> !isFinal(state.name())).count();
    return table.ways().stream()
        .filter(way -> table.ways().stream().filter(other -> isLike(other, way)).count() == sources)
        .filter(way -> isFinal(target(way)))
        .collect(ImmutableSet.toImmutableSet());
  }

  private boolean isFinal(String name) {
    return table.state(name).map(Description.State::kind).stream()
        .anyMatch(StateKind.FINAL::equals);
  }

  private boolean isLike(Way other, Way way) {
    return way.outcome() instanceof Outcome.Goes
        && other.outcome().equals(way.outcome())
        && other.trigger().equals(way.trigger())
        && other.guard().equals(way.guard())
        && !other.from().equals(target(other))
        && times.applyAsLong(other) > 0;
  }

  private static String target(Way way) {
    return ((Outcome.Goes) way.outcome()).to();
  }

  /** A number as somebody would say it, such as {@code 12 k} and {@code 1.2 M}. */
  static String brief(long count) {
    if (count == 0) {
      return "never";
    }
    if (count < MANY) {
      return Long.toString(count);
    }
    long thousands = Math.round(count / (double) MANY);
    return thousands < MANY
        ? thousands + " k"
        : String.format(Locale.ROOT, "%.1f M", count / (double) (MANY * MANY));
  }
}
