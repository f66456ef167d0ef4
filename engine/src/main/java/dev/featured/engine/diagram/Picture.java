package dev.featured.engine.diagram;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.Optional;

/**
 * What is drawn of a table, or of a change to one: the same in each format that has nodes and
 * edges.
 *
 * <p>There is one edge for each pair of states and mark, with a few lines of text. Where nothing is
 * done there is no edge; what is done without leaving a state stands within it. What leads from
 * every other state alike to one is drawn once, from a node called {@code any state}. In the
 * picture of a change, what is the same is told by its triggers only. A neighbourhood is drawn from
 * left to right, a state on both sides if it needs be.
 */
public final class Picture {
  /** Characters. */
  private static final int TITLE_LENGTH = 80;

  private final Comparison comparison;
  private final View view;
  private final Optional<String> title;
  private final ImmutableList<Node> nodes;
  private final ImmutableList<Edge> edges;

  private Picture(Comparison comparison, View view, Optional<String> title) {
    this.comparison = comparison;
    this.view = view;
    this.title = title;
    ImmutableList<Edge> all = Edges.of(comparison, view);
    this.nodes = nodes(all);
    this.edges =
        all.stream()
            .filter(edge -> !edge.isLoop())
            .map(edge -> isIntoFocus(edge) ? edge.from(source(edge.from())) : edge)
            .collect(toImmutableList());
  }

  /**
   * The picture of a table.
   *
   * @throws IllegalArgumentException if the view's focus is no state of it
   */
  public static Picture of(Description description, View view) {
    return of(Comparison.none(description), view, Optional.empty());
  }

  /**
   * The picture of a change, with its summary as the title.
   *
   * @throws IllegalArgumentException if the view's focus is no state before or after
   */
  public static Picture of(Comparison comparison, View view) {
    return of(comparison, view, Optional.of(ChangeSummary.headline(comparison)));
  }

  private static Picture of(Comparison comparison, View view, Optional<String> title) {
    view.focus()
        .filter(
            focus -> comparison.states().stream().noneMatch(s -> s.state().name().equals(focus)))
        .ifPresent(
            focus -> {
              throw new IllegalArgumentException("there is no state '" + focus + "'");
            });
    return new Picture(comparison, view, title);
  }

  /**
   * A state that is drawn.
   *
   * @param id what edges call it: lower-case letters, digits and underscores
   * @param name what it is called
   * @param look its colours
   * @param mark what a change did to it
   * @param loops what is done without leaving it
   */
  record Node(String id, String name, Look look, Mark mark, ImmutableList<Edge> loops) {
    /** The colour of the border. */
    String line() {
      return mark == Mark.SAME ? look.line() : Look.of(mark).line();
    }

    boolean dashed() {
      return look.dashed() || mark == Mark.REMOVED;
    }

    String label() {
      return mark.sign() + name;
    }
  }

  /**
   * An edge.
   *
   * @param from the node's id
   * @param to the node's id
   * @param mark what a change did to what it stands for
   * @param lines its label; what belongs to the line above begins with blanks
   */
  record Edge(String from, String to, Mark mark, ImmutableList<String> lines) {
    boolean isLoop() {
      return from.equals(to);
    }

    private Edge from(String node) {
      return new Edge(node, to, mark, lines);
    }
  }

  /**
   * A line of the legend.
   *
   * @param look what it explains
   * @param text what it means
   */
  record LegendLine(Look look, String text) {}

  static String id(String state) {
    return state.replace(' ', '_').replace('-', '_');
  }

  boolean isOfAChange() {
    return title.isPresent();
  }

  /** The title in lines; none without one. */
  ImmutableList<String> title() {
    return title.map(words -> BrokenLine.of(words, TITLE_LENGTH, "")).orElse(ImmutableList.of());
  }

  /** The colour of an edge: a table's own are plain. */
  String colour(Mark mark) {
    return isOfAChange() ? Look.of(mark).line() : "#57606A";
  }

  ImmutableList<Edge> edges() {
    return edges;
  }

  /** Whether it is drawn from left to right, not from above. */
  boolean isSideways() {
    return view.focus().isPresent();
  }

  /** The nodes, in the table's order, the one that stands for many last. */
  ImmutableList<Node> nodes() {
    return nodes;
  }

  private ImmutableList<Node> nodes(ImmutableList<Edge> all) {
    ImmutableList.Builder<Node> nodes = ImmutableList.builder();
    for (Comparison.StateChange change : comparison.states()) {
      String name = change.state().name();
      String id = id(name);
      Look look = Look.of(change.state().kind());
      if (all.stream().anyMatch(edge -> isIntoFocus(edge) && edge.from().equals(id))) {
        nodes.add(new Node(source(id), name, look, change.mark(), ImmutableList.of()));
      }
      if (view.focus().map(focus -> focus.equals(name) || leadsTo(all, id)).orElse(true)) {
        ImmutableList<Edge> loops =
            all.stream()
                .filter(edge -> edge.isLoop() && edge.from().equals(id))
                .collect(toImmutableList());
        nodes.add(new Node(id, name, look, change.mark(), loops));
      }
    }
    if (all.stream().anyMatch(edge -> edge.from().equals(Edges.ANY))) {
      String id = isSideways() ? source(Edges.ANY) : Edges.ANY;
      nodes.add(new Node(id, "any state", Look.ANY, Mark.SAME, ImmutableList.of()));
    }
    return nodes.build();
  }

  private static boolean leadsTo(ImmutableList<Edge> edges, String id) {
    return edges.stream().anyMatch(edge -> edge.to().equals(id));
  }

  private boolean isIntoFocus(Edge edge) {
    return !edge.isLoop() && view.focus().map(Picture::id).map(edge.to()::equals).orElse(false);
  }

  /** The id of a state on the left of a neighbourhood; no state's own id has a capital letter. */
  private static String source(String id) {
    return id + "Before";
  }

  /** The node in which the machine begins. A neighbourhood does not tell. */
  Optional<String> first() {
    return isSideways()
        ? Optional.empty()
        : Optional.of(id(comparison.states().get(0).state().name()));
  }

  /** The nodes in which the machine ends. A neighbourhood does not tell. */
  ImmutableList<String> last() {
    return nodes.stream()
        .filter(node -> !isSideways())
        .filter(node -> node.look().equals(Look.of(StateKind.FINAL)))
        .map(Node::id)
        .collect(toImmutableList());
  }

  /** How a label is to be read. */
  String notation() {
    return view.triggersOnly() ? "trigger" : "trigger [guard] / effects";
  }

  /** What the colours mean, of those that are there. */
  ImmutableList<LegendLine> legend() {
    ImmutableList.Builder<LegendLine> legend = ImmutableList.builder();
    ImmutableSet<Look> looks =
        nodes().stream().map(Node::look).collect(ImmutableSet.toImmutableSet());
    for (StateKind kind : StateKind.values()) {
      if (looks.contains(Look.of(kind))) {
        legend.add(new LegendLine(Look.of(kind), kind.meaning()));
      }
    }
    if (looks.contains(Look.ANY)) {
      legend.add(
          new LegendLine(Look.ANY, "any state: every one but the target and the final ones"));
    }
    if (isOfAChange()) {
      for (Mark mark : Mark.values()) {
        legend.add(
            new LegendLine(
                Look.of(mark),
                mark == Mark.SAME ? "same, told by its triggers" : mark.sign() + mark));
      }
    }
    return legend.build();
  }
}
