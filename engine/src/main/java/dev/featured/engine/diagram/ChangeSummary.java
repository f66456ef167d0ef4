package dev.featured.engine.diagram;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.base.Joiner;
import com.google.common.collect.EnumMultiset;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Multiset;
import java.util.List;

/** A change to a table in words, for the description of a pull request. */
public final class ChangeSummary {
  private static final String NONE = "no change";

  private ChangeSummary() {}

  /**
   * What has changed, counted: {@code +1 transition, 2 guards changed}; or {@code no change}.
   *
   * <p>A transition is a way on which something is done. Where nothing is, it is an ignored case;
   * where the trigger cannot come, an impossible one.
   */
  public static String headline(Comparison comparison) {
    ImmutableList.Builder<String> parts = ImmutableList.builder();
    addCounts(parts, "state", comparison.states().stream().map(s -> s.mark()).toList());
    long kinds = comparison.states().stream().filter(s -> s.mark() == Mark.CHANGED).count();
    if (kinds > 0) {
      parts.add(counted(kinds, "state") + " of another kind");
    }
    addCounts(parts, "trigger", comparison.triggers().stream().map(t -> t.mark()).toList());
    addCounts(parts, "transition", marks(comparison, Outcome.Goes.class));
    addCounts(parts, "ignored case", marks(comparison, Outcome.Nothing.class));
    addCounts(parts, "impossible case", marks(comparison, Outcome.Never.class));
    Multiset<WayChange.Aspect> changed = EnumMultiset.create(WayChange.Aspect.class);
    for (WayChange way : comparison.ways()) {
      if (way instanceof WayChange.Changed both) {
        changed.addAll(both.aspects());
      }
    }
    changed.entrySet().stream()
        .map(aspect -> counted(aspect.getCount(), aspect.getElement().toString()) + " changed")
        .forEach(parts::add);
    ImmutableList<String> all = parts.build();
    return all.isEmpty() ? NONE : Joiner.on(", ").join(all);
  }

  private static ImmutableList<Mark> marks(
      Comparison comparison, Class<? extends Outcome> outcome) {
    return comparison.ways().stream()
        .filter(way -> outcome.isInstance(way.way().outcome()))
        .map(WayChange::mark)
        .collect(toImmutableList());
  }

  private static void addCounts(
      ImmutableList.Builder<String> parts, String what, List<Mark> marks) {
    long added = marks.stream().filter(mark -> mark == Mark.ADDED).count();
    long removed = marks.stream().filter(mark -> mark == Mark.REMOVED).count();
    if (added > 0) {
      parts.add("+" + counted(added, what));
    }
    if (removed > 0) {
      parts.add("-" + counted(removed, what));
    }
  }

  private static String counted(long number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }

  /** The headline, and a Markdown list with a line for each thing that has changed. */
  public static ImmutableList<String> lines(Comparison comparison) {
    ImmutableList.Builder<String> lines = ImmutableList.builder();
    lines.add("**The lifecycle: " + headline(comparison) + "**");
    if (comparison.isChange()) {
      lines.add("");
    }
    for (Comparison.StateChange state : comparison.states()) {
      if (state.mark() != Mark.SAME) {
        String kind = state.mark() == Mark.CHANGED ? ", now " + state.state().kind() : "";
        lines.add("- " + state.mark() + ": state " + state.state().name() + kind);
      }
    }
    for (Comparison.TriggerChange trigger : comparison.triggers()) {
      if (trigger.mark() != Mark.SAME) {
        lines.add("- " + trigger.mark() + ": trigger " + trigger.trigger());
      }
    }
    for (WayChange way : comparison.ways()) {
      if (way instanceof WayChange.Changed changed) {
        lines.add(
            "- changed: "
                + cell(way.way())
                + Markdown.escaped(said(changed.before()))
                + " -> "
                + Markdown.escaped(said(way.way())));
      } else if (way.mark() != Mark.SAME) {
        lines.add("- " + way.mark() + ": " + cell(way.way()) + Markdown.escaped(said(way.way())));
      }
    }
    return lines.build();
  }

  private static String cell(Way way) {
    return "**" + way.from() + "**, " + way.trigger() + ": ";
  }

  private static String said(Way way) {
    MatrixRow row = MatrixRow.of(way);
    return "[" + row.when() + "] " + row.goesTo() + " / " + row.does();
  }
}
