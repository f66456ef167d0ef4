package dev.featured.engine.lifecycle;

/**
 * Answers which transition is taken. The daemon runs {@link PlainMachine}; tests that must show
 * that a wrong table is noticed bring interpreters that answer wrongly.
 */
@FunctionalInterface
public interface Interpreter {
  /**
   * Takes one step.
   *
   * @return the transition to take; one without effects and with the same target where nothing
   *     happens
   * @throws ImpossibleTrigger if the table says that this trigger cannot come, or the facts
   *     contradict it
   */
  Transition step(LifecycleState state, Trigger trigger, Facts facts);
}
