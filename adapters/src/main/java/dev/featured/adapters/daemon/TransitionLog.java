package dev.featured.adapters.daemon;

import dev.featured.engine.core.Taken;
import dev.featured.engine.lifecycle.LifecycleState;
import dev.featured.engine.lifecycle.Transition;
import dev.featured.engine.lifecycle.Trigger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * One line for each transition: the feature, from where, on what trigger, to where, and why. What
 * is no news to an operator is written at debug level.
 */
final class TransitionLog {
  private static final Logger LOG = LoggerFactory.getLogger(TransitionLog.class);

  private final TransitionObserver observer;

  TransitionLog(TransitionObserver observer) {
    this.observer = observer;
  }

  void taken(Taken taken, LifecycleState from, Trigger trigger, Transition transition) {
    LOG.atLevel(level(taken, transition))
        .log(
            "{}: {} -> {}, {}{}",
            taken.name(),
            from,
            transition.target(),
            trigger,
            why(taken, transition));
    observer.taken(taken);
  }

  private static Level level(Taken taken, Transition transition) {
    if (!taken.news()) {
      return Level.DEBUG;
    }
    return transition.target() == LifecycleState.FAILED ? Level.ERROR : Level.INFO;
  }

  private static String why(Taken taken, Transition transition) {
    if (!taken.detail().isEmpty()) {
      return ": " + taken.detail().strip().replaceAll("\\s*\\R\\s*", "; ");
    }
    String why =
        transition.reason().isEmpty() ? transition.guard().toString() : transition.reason();
    return why.isEmpty() ? "" : ": " + why;
  }
}
