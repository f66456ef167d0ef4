package dev.featured.model.trace;

import com.google.common.collect.ImmutableList;
import dev.featured.model.trace.SequenceDiagram.Arrow;
import dev.featured.model.trace.SequenceDiagram.Line;
import dev.featured.model.trace.SequenceDiagram.Note;
import dev.featured.model.world.Party;
import java.util.stream.Collectors;

/** Sequence diagrams in PlantUML. */
public final class PlantUmlSequence {
  private static final String PLAIN = " .,:='()-_+";

  /** The colours of the lifecycle's pictures. */
  private static final String HEAD =
      """
      @startuml
      hide footbox
      skinparam backgroundColor #FFFFFF
      skinparam defaultFontName SansSerif
      skinparam titleFontSize 14
      skinparam sequence {
        ArrowColor #57606A
        LifeLineBorderColor #57606A
        ParticipantBackgroundColor #DDF4FF
        ParticipantBorderColor #0969DA
      }
      skinparam note {
        BackgroundColor #F6F8FA
        BorderColor #D0D7DE
      }
      """;

  private PlantUmlSequence() {}

  /** The diagram's text; it ends with a line break. */
  public static String of(SequenceDiagram diagram) {
    StringBuilder text = new StringBuilder(HEAD);
    text.append("title ").append(escaped(diagram.title())).append('\n');
    for (Party party : diagram.parties()) {
      text.append("participant \"").append(party).append("\" as ").append(party.name());
      text.append('\n');
    }
    for (Line line : diagram.lines()) {
      text.append(line instanceof Arrow arrow ? arrow(arrow) : note((Note) line)).append('\n');
    }
    return text.append("@enduml\n").toString();
  }

  private static String arrow(Arrow arrow) {
    String stroke =
        switch (arrow.kind()) {
          case CALL -> " -> ";
          case ANSWER -> " --> ";
          case LOST -> " ->x ";
        };
    return arrow.from().name() + stroke + arrow.to().name() + " : " + lines(arrow.text());
  }

  /** What must not be is red. */
  private static String note(Note note) {
    String colour = note.alarm() ? " #FFEBE9;line:CF222E" : "";
    return "note over " + note.over().name() + colour + " : " + lines(note.text());
  }

  private static String lines(ImmutableList<String> lines) {
    return lines.stream().map(PlantUmlSequence::escaped).collect(Collectors.joining("\\n"));
  }

  /**
   * PlantUML reads a good deal into punctuation, above all when it is doubled; what is not plainly
   * text goes in as the number of its character.
   */
  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    char previous = ' ';
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean letter = Character.isLetterOrDigit(c) || c == ' ';
      boolean plain = letter || (PLAIN.indexOf(c) >= 0 && c != previous);
      escaped.append(plain ? String.valueOf(c) : String.format("<U+%04X>", (int) c));
      previous = c;
    }
    return escaped.toString();
  }
}
