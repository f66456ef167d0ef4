package dev.featured.adapters.daemon;

import dev.featured.engine.lifecycle.Facts;
import dev.featured.engine.lifecycle.Trigger;
import dev.featured.engine.statemachine.Reaction;
import dev.featured.engine.statemachine.TransitionListener;

/** The state machine of one registration, as the daemon runs it. */
interface Machine {
  /** Sets the machine off once. */
  Reaction fire(Trigger trigger, Facts facts);

  /** Starts machines. */
  interface Factory {
    /**
     * A machine in {@code absent}.
     *
     * @param id names it in messages
     * @param listener hears of its transitions
     */
    Machine start(String id, TransitionListener listener);
  }
}
