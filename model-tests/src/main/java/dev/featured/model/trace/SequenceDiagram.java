package dev.featured.model.trace;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.Multimaps;
import dev.featured.model.trace.Frame.Change;
import dev.featured.model.world.Message;
import dev.featured.model.world.Party;
import java.util.EnumSet;
import java.util.Set;

/**
 * A trace as a sequence diagram, before it is written in anybody's language. Each step is one
 * arrow, whose text begins with the number of its sentence; below it stands what it changed, and
 * nothing else.
 *
 * @param title what it shows
 * @param parties who takes part, from left to right
 * @param lines arrows and notes, from top to bottom
 */
public record SequenceDiagram(
    String title, ImmutableSortedSet<Party> parties, ImmutableList<Line> lines) {
  private static final ImmutableSortedSet<Party> ALWAYS =
      ImmutableSortedSet.of(
          Party.PACKAGE_MANAGER, Party.CONFIG_DB, Party.FEATURED, Party.SYSTEMD, Party.STATE_DB);
  private static final int WIDTH = 34;

  /** What stands below one another. */
  public sealed interface Line {}

  /**
   * A message, to oneself too.
   *
   * @param text in lines
   */
  public record Arrow(Party from, Party to, Message.Kind kind, ImmutableList<String> text)
      implements Line {}

  /**
   * A box.
   *
   * @param over below whose name
   * @param alarm whether it tells of what must not be
   * @param text in lines
   */
  public record Note(Party over, boolean alarm, ImmutableList<String> text) implements Line {}

  /** The diagram of a trace. */
  public static SequenceDiagram of(String title, Trace trace) {
    return of(title, trace, 0);
  }

  /**
   * The diagram of a trace without its first steps; the others keep their numbers.
   *
   * @param leftOut how many steps are left out
   */
  public static SequenceDiagram of(String title, Trace trace, int leftOut) {
    return numbered(title, trace.after(leftOut), leftOut + 1);
  }

  private static SequenceDiagram numbered(String title, Trace trace, int first) {
    Set<Party> parties = EnumSet.copyOf(ALWAYS);
    ImmutableList.Builder<Line> lines = ImmutableList.builder();
    addNotes(lines, trace.atFirst());
    int number = first;
    for (Frame frame : trace.frames()) {
      Message message = frame.message();
      parties.add(message.from());
      parties.add(message.to());
      lines.add(
          new Arrow(
              message.from(),
              message.to(),
              message.kind(),
              wrap(number++ + ". " + message.text())));
      addNotes(lines, frame.changes());
      frame
          .violated()
          .forEach(
              property -> lines.add(new Note(message.to(), true, wrap("VIOLATED " + property))));
    }
    return new SequenceDiagram(title, ImmutableSortedSet.copyOf(parties), lines.build());
  }

  private static void addNotes(ImmutableList.Builder<Line> lines, Iterable<Change> changes) {
    ImmutableListMultimap<Party, Change> byParty = Multimaps.index(changes, Change::party);
    byParty
        .asMap()
        .forEach(
            (party, its) ->
                lines.add(
                    new Note(
                        party,
                        false,
                        its.stream()
                            .flatMap(change -> boxed(change).stream())
                            .collect(ImmutableList.toImmutableList()))));
  }

  /** What is one word stands behind its subject, what has parts below it. */
  private static ImmutableList<String> boxed(Change change) {
    String subject = change.subject() + ":";
    return change.now().size() == 1
        ? ImmutableList.of(subject + " " + change.now().get(0))
        : ImmutableList.<String>builder().add(subject).addAll(change.now()).build();
  }

  private static ImmutableList<String> wrap(String text) {
    ImmutableList.Builder<String> lines = ImmutableList.builder();
    StringBuilder line = new StringBuilder();
    for (String word : Splitter.on(' ').split(text)) {
      if (line.length() > 0 && line.length() + 1 + word.length() > WIDTH) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.length() > 0 ? " " : "").append(word);
    }
    return lines.add(line.toString()).build();
  }
}
