package dev.featured.engine.diagram;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableSet.toImmutableSet;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.LinkedHashMultimap;
import com.google.common.collect.Multimaps;
import com.google.common.collect.SetMultimap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** From the ways of a table to the edges of its picture. */
final class Edges {
  /** The id of the node that stands for many; no state's id has a capital letter. */
  static final String ANY = "anyState";

  /** A node for many stands for this many at least: with fewer it would not save an edge. */
  private static final int MANY = 3;

  /** Characters. */
  private static final int LINE_LENGTH = 36;

  private static final String INDENT = "  ";

  private final Comparison comparison;
  private final View view;
  private final boolean ofAChange;

  /** What one way says on an edge. */
  private record Label(String trigger, String guard, String effects) {}

  /** One way, drawn. */
  private record Arrow(String from, String to, Mark mark, Label label) {
    Arrow from(String node) {
      return new Arrow(node, to, mark, label);
    }
  }

  /** What arrows must have in common to be drawn as one from everywhere. */
  private record Common(String to, Mark mark, Label label) {}

  /** What arrows must have in common to be one edge. */
  private record Ends(String from, String to, Mark mark) {}

  private Edges(Comparison comparison, View view) {
    this.comparison = comparison;
    this.view = view;
    this.ofAChange = comparison.isChange();
  }

  static ImmutableList<Picture.Edge> of(Comparison comparison, View view) {
    return new Edges(comparison, view).edges();
  }

  private ImmutableList<Picture.Edge> edges() {
    Map<Ends, List<Label>> edges = new LinkedHashMap<>();
    for (Arrow arrow : sorted(folded(arrows()))) {
      if (isSeen(arrow)) {
        edges
            .computeIfAbsent(
                new Ends(arrow.from(), arrow.to(), arrow.mark()), ends -> new ArrayList<>())
            .add(arrow.label());
      }
    }
    return edges.entrySet().stream()
        .map(
            edge ->
                new Picture.Edge(
                    edge.getKey().from(),
                    edge.getKey().to(),
                    edge.getKey().mark(),
                    lines(edge.getKey().mark(), edge.getValue())))
        .collect(toImmutableList());
  }

  private boolean isSeen(Arrow arrow) {
    return view.focus()
        .map(Picture::id)
        .map(focus -> arrow.from().equals(focus) || arrow.to().equals(focus))
        .orElse(true);
  }

  private List<Arrow> arrows() {
    List<Arrow> arrows = new ArrayList<>();
    for (WayChange change : comparison.ways()) {
      Way way = change.way();
      if (way.outcome() instanceof Outcome.Goes goes
          && !(goes.to().equals(way.from()) && isLeftOutWhereItStays(change))) {
        if (change instanceof WayChange.Changed changed
            && changed.before().outcome() instanceof Outcome.Goes before
            && !before.to().equals(goes.to())) {
          arrows.add(arrow(changed.before(), before, Mark.REMOVED, changed.before()));
        }
        Way before = change instanceof WayChange.Changed changed ? changed.before() : way;
        arrows.add(arrow(way, goes, change.mark(), before));
      }
    }
    return arrows;
  }

  private boolean isLeftOutWhereItStays(WayChange change) {
    return view.triggersOnly() || (ofAChange && change.mark() == Mark.SAME);
  }

  private Arrow arrow(Way way, Outcome.Goes goes, Mark mark, Way before) {
    return new Arrow(
        Picture.id(way.from()), Picture.id(goes.to()), mark, label(way, goes, mark, before));
  }

  private Label label(Way way, Outcome.Goes goes, Mark mark, Way before) {
    if (view.triggersOnly() || (ofAChange && mark == Mark.SAME)) {
      return new Label(way.trigger(), "", "");
    }
    String guard = guard(way);
    String effects = effects(goes);
    if (mark == Mark.CHANGED && before.outcome() instanceof Outcome.Goes old) {
      String target = old.to().equals(goes.to()) ? "" : " to " + old.to();
      return new Label(
          way.trigger(),
          "",
          "before: "
              + said(guard(before), target, effects(old))
              + "\nnow: "
              + said(guard, "", effects));
    }
    return new Label(way.trigger(), guard, "/ " + effects);
  }

  private static String guard(Way way) {
    return way.guard().isEmpty() ? "" : "[" + way.when() + "]";
  }

  private static String effects(Outcome.Goes goes) {
    return Joiner.on(", ").join(goes.effects());
  }

  private static String said(String guard, String target, String effects) {
    return (guard.isEmpty() ? "always" : guard) + target + " / " + effects;
  }

  /** With one arrow in the place of those that lead from every other state alike. */
  private List<Arrow> folded(List<Arrow> arrows) {
    SetMultimap<Common, String> sources = LinkedHashMultimap.create();
    for (Arrow arrow : arrows) {
      sources.put(new Common(arrow.to(), arrow.mark(), arrow.label()), arrow.from());
      if (arrow.mark() == Mark.CHANGED || arrow.mark() == Mark.ADDED) {
        // Of what is the same only the trigger is told, and that these have too.
        Label told = new Label(arrow.label().trigger(), "", "");
        sources.put(new Common(arrow.to(), Mark.SAME, told), arrow.from());
      }
    }
    ImmutableSet<Common> everywhere =
        Multimaps.asMap(sources).entrySet().stream()
            .filter(common -> isEverywhere(common.getKey(), common.getValue()))
            .map(Map.Entry::getKey)
            .collect(toImmutableSet());
    ImmutableSet.Builder<Arrow> folded = ImmutableSet.builder();
    for (Arrow arrow : arrows) {
      boolean fold =
          everywhere.contains(new Common(arrow.to(), arrow.mark(), arrow.label()))
              && !arrow.from().equals(arrow.to());
      folded.add(fold ? arrow.from(ANY) : arrow);
    }
    return folded.build().asList();
  }

  private boolean isEverywhere(Common common, Set<String> sources) {
    if (view.focus().map(focus -> !Picture.id(focus).equals(common.to())).orElse(false)) {
      return false;
    }
    ImmutableSet<String> others =
        comparison.states().stream()
            .filter(state -> state.state().kind() != StateKind.FINAL)
            .filter(state -> state.mark() != absentFrom(common.mark()))
            .map(state -> Picture.id(state.state().name()))
            .filter(id -> !id.equals(common.to()))
            .collect(toImmutableSet());
    return others.size() >= MANY && sources.containsAll(others);
  }

  /** What states are marked with that are not in the version an arrow of this mark is in. */
  private static Mark absentFrom(Mark arrow) {
    return arrow == Mark.REMOVED ? Mark.ADDED : Mark.REMOVED;
  }

  /** By their ends in the table's order; what leads from everywhere comes first. */
  private List<Arrow> sorted(List<Arrow> arrows) {
    List<String> order = new ArrayList<>(List.of(ANY));
    comparison.states().forEach(state -> order.add(Picture.id(state.state().name())));
    return arrows.stream()
        .sorted(
            Comparator.comparingInt((Arrow arrow) -> order.indexOf(arrow.from()))
                .thenComparingInt(arrow -> order.indexOf(arrow.to()))
                .thenComparing(Arrow::mark))
        .toList();
  }

  /** Effects that several labels share are said once, below them; so are guards, of triggers. */
  private static ImmutableList<String> lines(Mark mark, List<Label> labels) {
    Map<String, SetMultimap<String, String>> byEffects = new LinkedHashMap<>();
    for (Label label : labels) {
      byEffects
          .computeIfAbsent(label.effects(), effects -> LinkedHashMultimap.create())
          .put(label.guard(), label.trigger());
    }
    ImmutableList.Builder<String> lines = ImmutableList.builder();
    byEffects.forEach(
        (effects, triggersByGuard) -> {
          Multimaps.asMap(triggersByGuard)
              .forEach((guard, triggers) -> addConditions(lines, mark, guard, triggers));
          if (!effects.isEmpty()) {
            effects.lines().forEach(line -> addIndented(lines, line));
          }
        });
    return lines.build();
  }

  private static void addConditions(
      ImmutableList.Builder<String> lines, Mark mark, String guard, Set<String> triggers) {
    List<String> all = new ArrayList<>(triggers);
    for (String trigger : all.subList(0, all.size() - 1)) {
      lines.add(mark.sign() + trigger + (guard.isEmpty() ? "" : ","));
    }
    String last = mark.sign() + all.get(all.size() - 1);
    if (guard.isEmpty()) {
      lines.add(last);
    } else if (last.length() + guard.length() < LINE_LENGTH) {
      lines.add(last + " " + guard);
    } else {
      lines.add(last);
      addIndented(lines, guard);
    }
  }

  private static void addIndented(ImmutableList.Builder<String> lines, String line) {
    lines.addAll(BrokenLine.of(INDENT + line, LINE_LENGTH, INDENT + INDENT));
  }
}
