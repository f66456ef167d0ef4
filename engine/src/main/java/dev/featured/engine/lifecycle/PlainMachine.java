package dev.featured.engine.lifecycle;

import com.google.common.collect.ImmutableList;

/**
 * The plain interpreter of a table: a look-up. It holds no state and allocates nothing, so one
 * instance serves every registration and every thread; the core and the model tests step it.
 */
public final class PlainMachine implements Interpreter {
  private static final int TRIGGERS = Trigger.values().length;

  private final LifecycleTable table;
  private final Transition[] transitions;

  /** An interpreter of this table. */
  public PlainMachine(LifecycleTable table) {
    this.table = table;
    this.transitions = new Transition[LifecycleState.values().length * TRIGGERS * Facts.count()];
    for (LifecycleState state : LifecycleState.values()) {
      for (Trigger trigger : Trigger.values()) {
        compile(state, trigger);
      }
    }
  }

  private void compile(LifecycleState state, Trigger trigger) {
    Cell cell = table.cell(state, trigger);
    if (cell instanceof Cell.Ignored ignored) {
      Transition stay = new Transition(Guard.ALWAYS, state, ImmutableList.of(), ignored.reason());
      for (Facts facts : Facts.all()) {
        transitions[index(state, trigger, facts)] = stay;
      }
    } else if (cell instanceof Cell.Moves moves) {
      for (Facts facts : Facts.all()) {
        for (Transition transition : moves.transitions()) {
          if (facts.possibleOn(trigger) && transition.guard().holds(facts)) {
            transitions[index(state, trigger, facts)] = transition;
          }
        }
      }
    }
  }

  // An index into an array of this process; it is never stored.
  @SuppressWarnings("EnumOrdinal")
  private static int index(LifecycleState state, Trigger trigger, Facts facts) {
    return (state.ordinal() * TRIGGERS + trigger.ordinal()) * Facts.count() + facts.index();
  }

  @Override
  public Transition step(LifecycleState state, Trigger trigger, Facts facts) {
    Transition transition = transitions[index(state, trigger, facts)];
    if (transition == null) {
      throw impossible(state, trigger, facts);
    }
    return transition;
  }

  private ImpossibleTrigger impossible(LifecycleState state, Trigger trigger, Facts facts) {
    return new ImpossibleTrigger(
        state,
        trigger,
        table.cell(state, trigger) instanceof Cell.Impossible impossible
            ? impossible.reason()
            : "the facts contradict it: " + facts);
  }
}
