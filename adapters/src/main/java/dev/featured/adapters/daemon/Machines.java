package dev.featured.adapters.daemon;

import dev.featured.engine.core.RegistrationId;
import dev.featured.engine.core.Taken;
import dev.featured.engine.statemachine.Reaction;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The state machines of all registrations. Each takes the same triggers as the core and is compared
 * with it after each step; a machine that differs, or breaks, is not run any further.
 *
 * <p>Owned by the event loop's thread.
 */
final class Machines {
  private static final Logger LOG = LoggerFactory.getLogger(Machines.class);

  private final Machine.Factory factory;
  private final TransitionLog log;
  private final Map<RegistrationId, Machine> running = new HashMap<>();
  private final Set<RegistrationId> retired = new HashSet<>();
  private Optional<Taken> current = Optional.empty();

  Machines(Machine.Factory factory, TransitionLog log) {
    this.factory = factory;
    this.log = log;
  }

  /**
   * Lets the registration's machine take the step that the core has taken.
   *
   * @return what is wrong, if the two differ
   */
  Optional<String> follow(Taken taken) {
    if (retired.contains(taken.registration())) {
      log.taken(taken, taken.from(), taken.trigger(), taken.transition());
      return Optional.empty();
    }
    current = Optional.of(taken);
    Optional<String> fault = compare(taken);
    current = Optional.empty();
    fault.ifPresent(
        message -> {
          running.remove(taken.registration());
          retired.add(taken.registration());
          LOG.error("{}: {}", taken.name(), message);
        });
    return fault;
  }

  private Optional<String> compare(Taken taken) {
    Reaction reaction;
    try {
      reaction =
          running
              .computeIfAbsent(taken.registration(), id -> start(taken))
              .fire(taken.trigger(), taken.facts());
    } catch (RuntimeException e) {
      LOG.error("{}: the state machine broke on '{}'", taken.name(), taken.trigger(), e);
      return Optional.of("internal error: the state machine broke on '" + taken.trigger() + "'");
    }
    if (reaction.agreesWith(taken.transition())) {
      return Optional.empty();
    }
    return Optional.of(
        "internal error: on '"
            + taken.trigger()
            + "' in '"
            + taken.from()
            + "' the core goes to '"
            + taken.to()
            + "' and the state machine to '"
            + reaction.state()
            + "'; nothing of it is carried out");
  }

  private Machine start(Taken taken) {
    return factory.start(
        taken.name() + " " + taken.registration(),
        (from, trigger, transition) -> log.taken(current.orElseThrow(), from, trigger, transition));
  }

  /** Forgets a registration of which nothing will be heard again. */
  void end(RegistrationId registration) {
    running.remove(registration);
    retired.remove(registration);
  }

  int size() {
    return running.size();
  }
}
