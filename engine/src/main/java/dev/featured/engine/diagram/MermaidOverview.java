package dev.featured.engine.diagram;

import com.google.common.collect.LinkedHashMultimap;
import com.google.common.collect.SetMultimap;
import dev.featured.engine.lifecycle.Cell;
import dev.featured.engine.lifecycle.LifecycleState;
import dev.featured.engine.lifecycle.LifecycleTable;
import dev.featured.engine.lifecycle.Transition;
import dev.featured.engine.lifecycle.Trigger;

/**
 * A table as a small Mermaid state diagram: which trigger can lead from where to where. Guards,
 * effects and ways that end where they began are left to the matrix; the way to deregistered, which
 * by the table's rules leads there from every state, is drawn once.
 */
public final class MermaidOverview {
  private MermaidOverview() {}

  /** The diagram's text, each line ended. */
  public static String of(LifecycleTable table) {
    StringBuilder text = new StringBuilder("stateDiagram-v2\n    [*] --> registered\n");
    text.append("    state \"the row is there\" as registered {\n");
    text.append("        [*] --> absent\n");
    for (LifecycleState from : LifecycleState.values()) {
      SetMultimap<LifecycleState, Trigger> ways = waysFrom(table, from);
      for (LifecycleState to : LifecycleState.values()) {
        if (ways.containsKey(to)) {
          text.append("        ").append(from).append(" --> ").append(to).append(" : ");
          text.append(String.join("<br/>", ways.get(to).stream().map(Trigger::toString).toList()));
          text.append('\n');
        }
      }
    }
    return text.append("    }\n")
        .append("    registered --> deregistered : ")
        .append(Trigger.ROW_DELETED)
        .append("\n    deregistered --> [*]\n")
        .toString();
  }

  private static SetMultimap<LifecycleState, Trigger> waysFrom(
      LifecycleTable table, LifecycleState from) {
    SetMultimap<LifecycleState, Trigger> ways = LinkedHashMultimap.create();
    for (Trigger trigger : Trigger.values()) {
      if (trigger != Trigger.ROW_DELETED && table.cell(from, trigger) instanceof Cell.Moves moves) {
        for (Transition transition : moves.transitions()) {
          if (transition.target() != from) {
            ways.put(transition.target(), trigger);
          }
        }
      }
    }
    return ways;
  }
}
