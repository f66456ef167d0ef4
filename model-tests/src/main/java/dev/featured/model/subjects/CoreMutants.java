package dev.featured.model.subjects;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.featured.engine.core.Event;
import dev.featured.engine.core.FeatureRegistry;
import dev.featured.engine.core.Step;
import dev.featured.engine.lifecycle.Effect;
import dev.featured.engine.lifecycle.Guard;
import dev.featured.engine.lifecycle.Interpreter;
import dev.featured.engine.lifecycle.LifecycleState;
import dev.featured.engine.lifecycle.Transition;
import dev.featured.engine.lifecycle.Trigger;
import dev.featured.model.world.Subject;
import java.util.function.Predicate;

/** Cores that deviate from the shipped one in one cell of the table, or in one event. */
final class CoreMutants {
  private static final Interpreter SHIPPED = Subjects.SHIPPED.machine();

  private CoreMutants() {}

  static ImmutableList<Subject> all() {
    return ImmutableList.of(
        cell(
            "newest-wish-forgotten",
            "a start that has succeeded counts as wished, whatever the row says by now",
            LifecycleState.ENABLING,
            Trigger.OPERATION_SUCCEEDED,
            goes(LifecycleState.ENABLED, Effect.REWRITE_DERIVED_FIELDS, Effect.PUBLISH_STATE)),
        cell(
            "newest-wish-forgotten-in-a-stop",
            "a stop that has succeeded counts as wished, whatever the row says by now",
            LifecycleState.DISABLING,
            Trigger.OPERATION_SUCCEEDED,
            goes(LifecycleState.DISABLED, Effect.REWRITE_DERIVED_FIELDS, Effect.PUBLISH_STATE)),
        cell(
            "failure-counts-as-success",
            "a start that has failed ends in enabled",
            LifecycleState.ENABLING,
            Trigger.OPERATION_FAILED,
            goes(LifecycleState.ENABLED, Effect.REWRITE_DERIVED_FIELDS, Effect.PUBLISH_STATE)),
        cell(
            "failure-not-published",
            "a start that has failed is not published",
            LifecycleState.ENABLING,
            Trigger.OPERATION_FAILED,
            goes(LifecycleState.FAILED)),
        cell(
            "disabling-ignored",
            "a row that wants disabled is ignored in enabled",
            LifecycleState.ENABLED,
            Trigger.ROW_WANTS_DISABLED,
            goes(LifecycleState.ENABLED)),
        cell(
            "enabling-ignored",
            "a row that wants enabled is ignored in disabled",
            LifecycleState.DISABLED,
            Trigger.ROW_WANTS_ENABLED,
            goes(LifecycleState.DISABLED)),
        cell(
            "published-before-started",
            "a new row that wants enabled is published before anything is started",
            LifecycleState.ABSENT,
            Trigger.ROW_WANTS_ENABLED,
            goes(LifecycleState.ENABLED, Effect.PUBLISH_STATE)),
        cell(
            "stopped-without-a-stop",
            "a row that wants disabled is published as disabled without a stop",
            LifecycleState.ENABLED,
            Trigger.ROW_WANTS_DISABLED,
            goes(LifecycleState.DISABLED, Effect.PUBLISH_STATE)),
        cell(
            "garbled-row-ignored",
            "a row that cannot be understood is ignored in enabled",
            LifecycleState.ENABLED,
            Trigger.ROW_UNUSABLE,
            goes(LifecycleState.ENABLED)),
        cell(
            "nothing-reasserted",
            "in enabled nothing is published again, whoever has removed it",
            LifecycleState.ENABLED,
            Trigger.ROW_WANTS_ENABLED,
            goes(LifecycleState.ENABLED)),
        cell(
            "other-units-ignored",
            "in enabled a row that wants other units changes nothing about the units",
            LifecycleState.ENABLED,
            Trigger.ROW_WANTS_ENABLED,
            goes(LifecycleState.ENABLED, Effect.REWRITE_DERIVED_FIELDS, Effect.PUBLISH_STATE)),
        cell(
            "retry-refused",
            "in failed a row that wants disabled is not tried",
            LifecycleState.FAILED,
            Trigger.ROW_WANTS_DISABLED,
            goes(LifecycleState.FAILED, Effect.PUBLISH_STATE)),
        cell(
            "owed-stop-dropped",
            "units that nobody wants any more run on",
            LifecycleState.DEREGISTERED,
            Trigger.OPERATION_SUCCEEDED,
            goes(LifecycleState.DEREGISTERED)),
        cell(
            "enabled-not-forgotten",
            "what was published of an enabled feature outlives its row",
            LifecycleState.ENABLED,
            Trigger.ROW_DELETED,
            goes(LifecycleState.DEREGISTERED, Effect.REMOVE_DROP_INS)),
        cell(
            "ports-ignored",
            "a delayed feature waits for ever",
            LifecycleState.ABSENT,
            Trigger.PORTS_READY,
            goes(LifecycleState.ABSENT)),
        cell(
            "ports-no-retry",
            "a delayed feature that failed is not tried when the ports are ready",
            LifecycleState.FAILED,
            Trigger.PORTS_READY,
            goes(LifecycleState.FAILED)),
        cell(
            "write-no-retry",
            "who writes the row of a feature that failed is not heard",
            LifecycleState.FAILED,
            Trigger.ROW_WANTS_ENABLED,
            goes(LifecycleState.FAILED, Effect.PUBLISH_STATE)),
        cell(
            "rewrite-forgotten",
            "templates stay in the row",
            LifecycleState.ENABLING,
            Trigger.OPERATION_SUCCEEDED,
            goes(LifecycleState.ENABLED, Effect.PUBLISH_STATE)),
        deaf(
            "comparison-ignored",
            "what a comparison lists is not looked at",
            event -> event instanceof Event.Listed),
        deaf(
            "touches-ignored",
            "nobody looks again at what was touched, or refused",
            event -> event instanceof Event.StateTouched),
        deaf(
            "preparation-ignored",
            "nobody hears that an operation needs a reload",
            event -> event instanceof Event.Prepared),
        deaf(
            "failed-reload-ignored",
            "nobody hears that systemd could not reload",
            event ->
                event instanceof Event.Reloaded reloaded
                    && !reloaded.result().toString().equals("succeeded")));
  }

  private static Subject cell(
      String name, String sentence, LifecycleState state, Trigger trigger, Transition answer) {
    Interpreter machine =
        (from, came, facts) -> {
          Transition shipped = SHIPPED.step(from, came, facts);
          return from == state && came == trigger ? like(shipped, answer) : shipped;
        };
    return new Subject(name, sentence, machine, FeatureRegistry::step, ImmutableSet.of());
  }

  private static Transition like(Transition shipped, Transition answer) {
    return new Transition(shipped.guard(), answer.target(), answer.effects(), answer.reason());
  }

  private static Subject deaf(String name, String sentence, Predicate<Event> to) {
    return new Subject(
        name,
        sentence,
        SHIPPED,
        (registry, event) -> to.test(event) ? nothing(registry) : registry.step(event),
        ImmutableSet.of());
  }

  private static Step nothing(FeatureRegistry registry) {
    return new Step(registry, ImmutableList.of(), ImmutableList.of(), ImmutableList.of());
  }

  /** Its guard is the shipped transition's, whose place it takes. */
  private static Transition goes(LifecycleState target, Effect... effects) {
    return new Transition(new Guard(ImmutableList.of()), target, ImmutableList.copyOf(effects), "");
  }
}
