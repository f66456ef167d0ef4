package dev.featured.engine.lifecycle;

/** A trigger came that the table says cannot come: a fault in the daemon. */
public final class ImpossibleTrigger extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  ImpossibleTrigger(LifecycleState state, Trigger trigger, String reason) {
    super("'" + trigger + "' cannot come in '" + state + "': " + reason);
  }
}
