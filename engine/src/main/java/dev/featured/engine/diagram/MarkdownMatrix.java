package dev.featured.engine.diagram;

import dev.featured.engine.lifecycle.Cell;
import dev.featured.engine.lifecycle.Effect;
import dev.featured.engine.lifecycle.LifecycleState;
import dev.featured.engine.lifecycle.LifecycleTable;
import dev.featured.engine.lifecycle.Transition;
import dev.featured.engine.lifecycle.Trigger;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A table as Markdown, a section for each state and a row for each way through a cell; no cell is
 * left out.
 */
public final class MarkdownMatrix {
  private MarkdownMatrix() {}

  /** The matrix's text, each line ended. */
  public static String of(LifecycleTable table) {
    StringBuilder text = new StringBuilder();
    for (LifecycleState state : LifecycleState.values()) {
      text.append("## ").append(state).append("\n\n");
      text.append("| trigger | when | goes to | does |\n|---|---|---|---|\n");
      for (Trigger trigger : Trigger.values()) {
        append(text, state, trigger, table.cell(state, trigger));
      }
      text.append('\n');
    }
    return text.toString();
  }

  private static void append(StringBuilder text, LifecycleState state, Trigger trigger, Cell cell) {
    if (cell instanceof Cell.Moves moves) {
      for (Transition transition : moves.transitions()) {
        line(
            text,
            trigger,
            transition.guard().conditions().isEmpty() ? "always" : transition.guard().toString(),
            transition.target() == state ? "stays" : transition.target().toString(),
            transition.effects().isEmpty()
                ? "nothing: " + transition.reason()
                : effects(transition.effects()));
      }
    } else if (cell instanceof Cell.Ignored ignored) {
      line(text, trigger, "always", "stays", "nothing: " + ignored.reason());
    } else {
      line(text, trigger, "never", "", "cannot come: " + ((Cell.Impossible) cell).reason());
    }
  }

  private static String effects(List<Effect> effects) {
    return effects.stream().map(Effect::toString).collect(Collectors.joining(", "));
  }

  private static void line(
      StringBuilder text, Trigger trigger, String when, String goesTo, String does) {
    text.append("| ").append(trigger);
    for (String column : List.of(when, goesTo, does)) {
      text.append(" | ").append(column);
    }
    text.append(" |\n");
  }
}
