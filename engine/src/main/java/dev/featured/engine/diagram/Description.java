package dev.featured.engine.diagram;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.base.Preconditions;
import com.google.common.collect.HashBasedTable;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Table;
import dev.featured.engine.lifecycle.Cell;
import dev.featured.engine.lifecycle.Condition;
import dev.featured.engine.lifecycle.Effect;
import dev.featured.engine.lifecycle.LifecycleState;
import dev.featured.engine.lifecycle.LifecycleTable;
import dev.featured.engine.lifecycle.Transition;
import dev.featured.engine.lifecycle.Trigger;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A lifecycle table in words alone, so that the table of another version, with other states, can be
 * described too.
 *
 * <p>All names are words of lower-case letters and digits with single blanks or hyphens between
 * them, so no format needs to escape one. A reason may be any line of text.
 *
 * @param states the states, in the table's order; the machine begins in the first
 * @param triggers the triggers, in the table's order
 * @param ways every way through every cell, in the order of states and triggers; no cell is without
 */
public record Description(
    ImmutableList<State> states, ImmutableList<String> triggers, ImmutableList<Way> ways) {
  private static final int MAX_LENGTH = 200;
  private static final Pattern NAME = Pattern.compile("[a-z0-9]+([ -][a-z0-9]+)*");
  private static final Pattern LINE = Pattern.compile("[^\\p{C}\\p{Zl}\\p{Zp}]+");

  /**
   * A state.
   *
   * @param name its name
   * @param kind what it has in common with others
   */
  public record State(String name, StateKind kind) {}

  /**
   * Checks that it describes a table.
   *
   * @throws IllegalArgumentException if a name or reason is not of the form said above, a state,
   *     trigger or way is there twice, a way names a state or trigger that is not, or a cell is
   *     empty; the message is one line, but for what a bad name holds
   */
  public Description {
    Preconditions.checkArgument(!states.isEmpty(), "there is no state");
    Preconditions.checkArgument(!triggers.isEmpty(), "there is no trigger");
    Set<String> stateNames = distinct("state", states.stream().map(State::name).toList());
    Set<String> triggerNames = distinct("trigger", triggers);
    for (Way way : ways) {
      check(way, stateNames, triggerNames);
    }
    distinct("way", ways.stream().map(Way::id).toList(), Pattern.compile(".*"));
    Table<String, String, Boolean> filled = HashBasedTable.create();
    ways.forEach(way -> filled.put(way.from(), way.trigger(), true));
    for (String state : stateNames) {
      for (String trigger : triggerNames) {
        Preconditions.checkArgument(
            filled.contains(state, trigger), "no way is given for '%s' in '%s'", trigger, state);
      }
    }
  }

  private static void check(Way way, Set<String> states, Set<String> triggers) {
    known("state", way.from(), states);
    known("trigger", way.trigger(), triggers);
    way.guard().forEach(condition -> matches("condition", condition, NAME));
    if (way.outcome() instanceof Outcome.Goes goes) {
      known("state", goes.to(), states);
      goes.effects().forEach(effect -> matches("effect", effect, NAME));
      Preconditions.checkArgument(
          !goes.effects().isEmpty(), "the way '%s' goes without an effect", way.id());
    } else {
      matches("reason", reason(way.outcome()), LINE);
    }
  }

  private static String reason(Outcome outcome) {
    return outcome instanceof Outcome.Nothing nothing
        ? nothing.reason()
        : ((Outcome.Never) outcome).reason();
  }

  private static void known(String what, String name, Set<String> names) {
    Preconditions.checkArgument(names.contains(name), "'%s' is no %s of the table", name, what);
  }

  private static Set<String> distinct(String what, List<String> names) {
    return distinct(what, names, NAME);
  }

  private static Set<String> distinct(String what, List<String> names, Pattern form) {
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      matches(what, name, form);
      Preconditions.checkArgument(seen.add(name), "the %s '%s' is there twice", what, name);
    }
    return seen;
  }

  private static void matches(String what, String text, Pattern form) {
    Preconditions.checkArgument(
        text.length() <= MAX_LENGTH && form.matcher(text).matches(),
        "the %s '%s' is malformed",
        what,
        text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH) + "...");
  }

  /** Describes a table. */
  public static Description of(LifecycleTable table) {
    ImmutableList.Builder<Way> ways = ImmutableList.builder();
    for (LifecycleState state : LifecycleState.values()) {
      for (Trigger trigger : Trigger.values()) {
        addWays(ways, state, trigger, table.cell(state, trigger));
      }
    }
    return new Description(
        Arrays.stream(LifecycleState.values())
            .map(state -> new State(state.toString(), StateKind.of(state)))
            .collect(toImmutableList()),
        Arrays.stream(Trigger.values()).map(Trigger::toString).collect(toImmutableList()),
        ways.build());
  }

  private static void addWays(
      ImmutableList.Builder<Way> ways, LifecycleState state, Trigger trigger, Cell cell) {
    if (cell instanceof Cell.Moves moves) {
      for (Transition transition : moves.transitions()) {
        ways.add(
            new Way(
                state.toString(),
                trigger.toString(),
                transition.guard().conditions().stream()
                    .map(Condition::toString)
                    .collect(toImmutableList()),
                outcome(transition)));
      }
    } else {
      Outcome outcome =
          cell instanceof Cell.Ignored ignored
              ? new Outcome.Nothing(ignored.reason())
              : new Outcome.Never(((Cell.Impossible) cell).reason());
      ways.add(new Way(state.toString(), trigger.toString(), ImmutableList.of(), outcome));
    }
  }

  private static Outcome outcome(Transition transition) {
    return transition.effects().isEmpty()
        ? new Outcome.Nothing(transition.reason())
        : new Outcome.Goes(
            transition.target().toString(),
            transition.effects().stream().map(Effect::toString).collect(toImmutableList()));
  }

  Optional<State> state(String name) {
    return states.stream().filter(state -> state.name().equals(name)).findFirst();
  }
}
