package dev.featured.engine.lifecycle;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Table;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Set;

/** The rules that every lifecycle table keeps. A breach is a sentence that names the cell. */
final class TableRules {
  private final Table<LifecycleState, Trigger, Cell> cells;
  private final ImmutableList.Builder<String> breaches = ImmutableList.builder();

  private TableRules(Table<LifecycleState, Trigger, Cell> cells) {
    this.cells = cells;
  }

  static ImmutableList<String> breaches(Table<LifecycleState, Trigger, Cell> cells) {
    TableRules rules = new TableRules(cells);
    for (LifecycleState state : LifecycleState.values()) {
      for (Trigger trigger : Trigger.values()) {
        rules.checkCell(state, trigger);
      }
    }
    rules.everyStateIsReached();
    return rules.breaches.build();
  }

  static String where(LifecycleState state, Trigger trigger) {
    return "cell (" + state + ", " + trigger + ")";
  }

  private void checkCell(LifecycleState state, Trigger trigger) {
    String where = where(state, trigger);
    Cell cell = cells.get(state, trigger);
    if (cell == null) {
      breaches.add(where + " is missing");
    } else if (cell instanceof Cell.Moves moves) {
      exactlyOneGuardHolds(where, trigger, moves);
      for (Transition transition : moves.transitions()) {
        checkTransition(where, state, trigger, transition);
      }
    } else {
      String reason =
          cell instanceof Cell.Ignored ignored
              ? ignored.reason()
              : ((Cell.Impossible) cell).reason();
      if (reason.isBlank()) {
        breaches.add(where + " does not say why nothing happens");
      }
      if (trigger == Trigger.ROW_DELETED && state != LifecycleState.DEREGISTERED) {
        breaches.add(where + " does not lead to deregistered");
      }
    }
  }

  private void exactlyOneGuardHolds(String where, Trigger trigger, Cell.Moves moves) {
    for (Facts facts : Facts.all()) {
      if (!facts.possibleOn(trigger)) {
        continue;
      }
      long holding = moves.transitions().stream().filter(t -> t.guard().holds(facts)).count();
      if (holding != 1) {
        breaches.add(where + " has " + holding + " guards that hold, not one, for " + facts);
        return;
      }
    }
  }

  private void checkTransition(
      String where, LifecycleState state, Trigger trigger, Transition transition) {
    LifecycleState target = transition.target();
    boolean silent = transition.effects().isEmpty();
    if (state == LifecycleState.DEREGISTERED && target != LifecycleState.DEREGISTERED) {
      breaches.add(where + " leads out of deregistered");
    }
    if (target == LifecycleState.DEREGISTERED
        && transition.effects().stream().anyMatch(Effect::writes)) {
      breaches.add(where + " writes for a registration whose row is gone");
    }
    if (trigger == Trigger.ROW_DELETED
        && !(target == LifecycleState.DEREGISTERED && transition.has(Effect.FORGET_STATE))) {
      breaches.add(where + " does not forget and lead to deregistered");
    }
    if (trigger == Trigger.ROW_DELETED && !transition.has(Effect.REMOVE_DROP_INS)) {
      breaches.add(where + " leaves the drop-ins of a feature that is gone");
    }
    if (trigger != Trigger.ROW_DELETED
        && (transition.has(Effect.FORGET_STATE)
            || transition.has(Effect.REMOVE_DROP_INS)
            || (target == LifecycleState.DEREGISTERED && state != LifecycleState.DEREGISTERED))) {
      breaches.add(where + " treats the row as deleted, which it is not");
    }
    if (silent && target != state) {
      breaches.add(where + " goes to " + target + " without doing anything");
    }
    if (silent == transition.reason().isBlank()) {
      breaches.add(where + " must say why exactly where nothing happens");
    }
    operationsFitTheTarget(where, state, transition);
    writesFitTheTarget(where, transition);
  }

  private void operationsFitTheTarget(String where, LifecycleState state, Transition transition) {
    LifecycleState target = transition.target();
    boolean silentStay = transition.effects().isEmpty() && target == state;
    if (transition.effects().stream().filter(Effect::isOperation).count() > 1) {
      breaches.add(where + " begins two operations at once");
    }
    if (transition.has(Effect.START_UNITS) != (target == LifecycleState.ENABLING)
        && !(target == LifecycleState.ENABLING && silentStay)) {
      breaches.add(where + " must start the units exactly when it leads to enabling");
    }
    boolean owedStop = state == LifecycleState.DEREGISTERED && transition.has(Effect.STOP_UNITS);
    if (transition.has(Effect.STOP_UNITS) != (target == LifecycleState.DISABLING)
        && !(target == LifecycleState.DISABLING && silentStay)
        && !owedStop) {
      breaches.add(where + " must stop the units exactly when it leads to disabling");
    }
    if (transition.has(Effect.SET_AUTO_RESTART)
        && !(target == state
            && (target == LifecycleState.ENABLED || target == LifecycleState.DISABLED))) {
      breaches.add(where + " may set auto-restart alone only where the units stay as they are");
    }
  }

  private void writesFitTheTarget(String where, Transition transition) {
    LifecycleState target = transition.target();
    ImmutableList<Effect> effects = transition.effects();
    int rewrite = effects.indexOf(Effect.REWRITE_DERIVED_FIELDS);
    int publish = effects.indexOf(Effect.PUBLISH_STATE);
    if (publish >= 0 && !target.settled()) {
      breaches.add(where + " publishes " + target + ", for which STATE_DB has no word");
    }
    if (publish >= 0 && (publish != effects.size() - 1 || rewrite > publish)) {
      breaches.add(where + " must publish last of all");
    }
    if (target.settled() && !effects.isEmpty() && publish < 0 && !beginsOperation(transition)) {
      breaches.add(where + " settles in " + target + " without publishing it");
    }
  }

  private static boolean beginsOperation(Transition transition) {
    return transition.effects().stream().anyMatch(Effect::isOperation);
  }

  private void everyStateIsReached() {
    Set<LifecycleState> reached = EnumSet.of(LifecycleState.ABSENT);
    Deque<LifecycleState> toDo = new ArrayDeque<>(reached);
    while (!toDo.isEmpty()) {
      for (Cell cell : cells.row(toDo.remove()).values()) {
        if (cell instanceof Cell.Moves moves) {
          for (Transition transition : moves.transitions()) {
            if (reached.add(transition.target())) {
              toDo.add(transition.target());
            }
          }
        }
      }
    }
    Set<LifecycleState> unreached = EnumSet.complementOf(EnumSet.copyOf(reached));
    if (!unreached.isEmpty()) {
      breaches.add("no way leads from absent to " + Joiner.on(", ").join(unreached));
    }
  }
}
