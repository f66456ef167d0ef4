package dev.featured.model.trace;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import dev.featured.model.explore.Script;
import dev.featured.model.subjects.Settings;
import dev.featured.model.subjects.Subjects;
import dev.featured.model.trace.SequenceDiagram.Arrow;
import dev.featured.model.trace.SequenceDiagram.Note;
import dev.featured.model.world.Message;
import dev.featured.model.world.Move;
import dev.featured.model.world.Party;
import dev.featured.model.world.Setting;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The same diagram in both languages, and the diagram of a short trace. */
class SequenceDiagramTest {
  private static final SequenceDiagram MADE_UP =
      new SequenceDiagram(
          "Made up; -- for a test",
          ImmutableSortedSet.of(Party.PACKAGE_MANAGER, Party.CONFIG_DB, Party.FEATURED),
          ImmutableList.of(
              new Note(Party.CONFIG_DB, false, ImmutableList.of("a:", "state={{ wanted }}")),
              new Arrow(
                  Party.PACKAGE_MANAGER,
                  Party.CONFIG_DB,
                  Message.Kind.CALL,
                  ImmutableList.of("1. HSET a; #2", "<b>bold</b>")),
              new Arrow(
                  Party.CONFIG_DB,
                  Party.FEATURED,
                  Message.Kind.ANSWER,
                  ImmutableList.of("2. 100%")),
              new Arrow(
                  Party.CONFIG_DB, Party.FEATURED, Message.Kind.LOST, ImmutableList.of("3. lost")),
              new Arrow(
                  Party.FEATURED,
                  Party.FEATURED,
                  Message.Kind.CALL,
                  ImmutableList.of("4. --ponder__ //this\\n\n")),
              new Note(Party.FEATURED, true, ImmutableList.of("always: nothing"))));

  @Test
  void mermaidIsGivenNoCharacterThatItWouldObey() {
    assertThat(MermaidSequence.of(MADE_UP))
        .isEqualTo(
            """
            sequenceDiagram
                participant PACKAGE_MANAGER as package manager
                participant CONFIG_DB as CONFIG_DB
                participant FEATURED as featured
                Note over CONFIG_DB: a:<br/>state=#123;#123; wanted #125;#125;
                PACKAGE_MANAGER->>CONFIG_DB: 1. HSET a#59; #35;2<br/>#60;b#62;bold#60;/b#62;
                CONFIG_DB-->>FEATURED: 2. 100#37;
                CONFIG_DB-xFEATURED: 3. lost
                FEATURED->>FEATURED: 4. --ponder__ //this\\n\s
                rect rgba(220, 50, 50, 0.35)
                    Note over FEATURED: always: nothing
                end
            """);
  }

  @Test
  void plantUmlIsGivenNoCharacterThatItWouldObey() {
    assertThat(PlantUmlSequence.of(MADE_UP))
        .isEqualTo(
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
            title Made up<U+003B> -<U+002D> for a test
            participant "package manager" as PACKAGE_MANAGER
            participant "CONFIG_DB" as CONFIG_DB
            participant "featured" as FEATURED
            note over CONFIG_DB : a:\\nstate=<U+007B><U+007B> wanted <U+007D><U+007D>
            PACKAGE_MANAGER -> CONFIG_DB : 1. HSET a<U+003B> <U+0023>2\\n<U+003C>b<U+003E>bold<U+003C><U+002F>b<U+003E>
            CONFIG_DB --> FEATURED : 2. 100<U+0025>
            CONFIG_DB ->x FEATURED : 3. lost
            FEATURED -> FEATURED : 4. -<U+002D>ponder_<U+005F> <U+002F><U+002F>this<U+005C>n<U+000A>
            note over FEATURED #FFEBE9;line:CF222E : always: nothing
            @enduml
            """);
  }

  private static Trace enabled() {
    Setting setting = Settings.small(Subjects.SHIPPED);
    Script begun = Script.of(setting).until(world -> world.state(0).state().equals("enabled"));
    return Trace.of(setting, begun.rest().then(Move.EDIT_1).schedule()).after(begun.length());
  }

  @Test
  void eachStepIsOneArrowWithTheNumberOfItsSentence() {
    Trace trace = enabled();
    List<Arrow> arrows =
        SequenceDiagram.of("", trace).lines().stream()
            .flatMap(line -> line instanceof Arrow arrow ? List.of(arrow).stream() : null)
            .toList();

    assertThat(arrows).hasSameSizeAs(trace.frames());
    assertThat(arrows.size()).isGreaterThan(5);
    assertThat(
            IntStream.range(0, arrows.size())
                .filter(i -> !arrows.get(i).text().get(0).startsWith((i + 1) + ". ")))
        .isEmpty();
    assertThat(trace.sentences())
        .contains("\n  1. ", String.format("\n%3d. The operator", arrows.size()));
  }

  @Test
  void aNoteShowsWhatAStepHasChangedAndNothingElse() {
    Trace trace = enabled();
    SequenceDiagram diagram = SequenceDiagram.of("", trace.after(trace.frames().size() - 1));

    assertThat(diagram.lines().subList(4, diagram.lines().size()))
        .containsExactly(
            new Arrow(
                Party.OPERATOR,
                Party.CONFIG_DB,
                Message.Kind.CALL,
                ImmutableList.of("1. HSET a state=disabled")),
            new Note(
                Party.CONFIG_DB,
                false,
                ImmutableList.of(
                    "a:", "state=disabled", "has_per_asic_scope=False", "auto_restart=enabled")));
  }

  @Test
  void whoDoesNotActIsNotShownUnlessHeAlwaysIs() {
    Trace trace = enabled();

    assertThat(SequenceDiagram.of("", trace).parties())
        .containsExactly(
            Party.PACKAGE_MANAGER,
            Party.OPERATOR,
            Party.CONFIG_DB,
            Party.FEATURED,
            Party.SYSTEMD,
            Party.STATE_DB);
  }
}
