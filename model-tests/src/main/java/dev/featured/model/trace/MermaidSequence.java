package dev.featured.model.trace;

import com.google.common.collect.ImmutableList;
import com.google.common.escape.Escaper;
import com.google.common.escape.Escapers;
import dev.featured.model.trace.SequenceDiagram.Arrow;
import dev.featured.model.trace.SequenceDiagram.Line;
import dev.featured.model.trace.SequenceDiagram.Note;
import dev.featured.model.world.Party;
import java.util.stream.Collectors;

/** Sequence diagrams in Mermaid, which GitHub draws. */
public final class MermaidSequence {
  // A semicolon ends a statement, a hash begins a character's number, and a tag would be obeyed.
  private static final Escaper ESCAPER =
      Escapers.builder()
          .addEscape('#', "#35;")
          .addEscape(';', "#59;")
          .addEscape('<', "#60;")
          .addEscape('>', "#62;")
          .addEscape('{', "#123;")
          .addEscape('}', "#125;")
          .addEscape('%', "#37;")
          .addEscape('\n', " ")
          .build();

  private MermaidSequence() {}

  /** The diagram's text; it ends with a line break. */
  public static String of(SequenceDiagram diagram) {
    StringBuilder text = new StringBuilder("sequenceDiagram\n");
    for (Party party : diagram.parties()) {
      text.append("    participant ")
          .append(party.name())
          .append(" as ")
          .append(party)
          .append('\n');
    }
    for (Line line : diagram.lines()) {
      text.append(line instanceof Arrow arrow ? arrow(arrow) : note((Note) line)).append('\n');
    }
    return text.toString();
  }

  private static String arrow(Arrow arrow) {
    String stroke =
        switch (arrow.kind()) {
          case CALL -> "->>";
          case ANSWER -> "-->>";
          case LOST -> "-x";
        };
    return "    " + arrow.from().name() + stroke + arrow.to().name() + ": " + lines(arrow.text());
  }

  /** What must not be stands on a red ground. */
  private static String note(Note note) {
    String box = "Note over " + note.over().name() + ": " + lines(note.text());
    return note.alarm()
        ? "    rect rgba(220, 50, 50, 0.35)\n        " + box + "\n    end"
        : "    " + box;
  }

  private static String lines(ImmutableList<String> lines) {
    return lines.stream().map(ESCAPER::escape).collect(Collectors.joining("<br/>"));
  }
}
