package dev.featured.engine.diagram;

import java.util.List;
import java.util.Optional;

/**
 * A table as Markdown, a section for each state and a row for each way through a cell; no cell is
 * left out. Of a change, a column says what has happened to the row, and a changed one has a second
 * row for what it was.
 */
public final class MarkdownMatrix {
  private final StringBuilder text = new StringBuilder();
  private final Comparison comparison;
  private final Optional<String> focus;
  private final boolean ofAChange;

  private MarkdownMatrix(Comparison comparison, Optional<String> focus, boolean ofAChange) {
    this.comparison = comparison;
    this.focus = focus;
    this.ofAChange = ofAChange;
  }

  /**
   * The text of a table, each line ended.
   *
   * @param focus the only state to show; all of them without one
   */
  public static String of(Description description, Optional<String> focus) {
    return new MarkdownMatrix(Comparison.none(description), focus, false).text();
  }

  /**
   * The text of a change, with its summary above, each line ended.
   *
   * @param focus the only state to show; all of them without one
   */
  public static String of(Comparison comparison, Optional<String> focus) {
    return ChangeSummary.headline(comparison)
        + "\n\n"
        + new MarkdownMatrix(comparison, focus, true).text();
  }

  private String text() {
    for (Comparison.StateChange state : comparison.states()) {
      if (focus.map(state.state().name()::equals).orElse(true)) {
        append(state);
      }
    }
    return text.toString().strip() + "\n";
  }

  private void append(Comparison.StateChange state) {
    text.append("## ").append(state.state().name());
    text.append(state.mark() == Mark.SAME ? "" : " (" + state.mark() + ")").append("\n\n");
    text.append(ofAChange ? "| change " : "").append("| trigger | when | goes to | does |\n");
    text.append(ofAChange ? "|---" : "").append("|---|---|---|---|\n");
    for (WayChange change : comparison.ways()) {
      if (change.way().from().equals(state.state().name())) {
        if (change instanceof WayChange.Changed changed) {
          line("before", changed.before());
          line("now", changed.way());
        } else {
          line(change.mark() == Mark.SAME ? "" : change.mark().toString(), change.way());
        }
      }
    }
    text.append('\n');
  }

  private void line(String change, Way way) {
    MatrixRow row = MatrixRow.of(way);
    text.append(ofAChange ? "| " + change + " " : "");
    for (String column : List.of(row.trigger(), row.when(), row.goesTo(), row.does())) {
      text.append("| ").append(Markdown.escaped(column)).append(' ');
    }
    text.append("|\n");
  }
}
