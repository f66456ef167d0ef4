package dev.featured.engine.statemachine;

import dev.featured.engine.lifecycle.Cell;
import dev.featured.engine.lifecycle.Facts;
import dev.featured.engine.lifecycle.LifecycleState;
import dev.featured.engine.lifecycle.LifecycleTable;
import dev.featured.engine.lifecycle.Transition;
import dev.featured.engine.lifecycle.Trigger;
import java.util.EnumSet;
import java.util.Optional;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.statemachine.StateContext;
import org.springframework.statemachine.StateMachine;
import org.springframework.statemachine.config.StateMachineBuilder;
import org.springframework.statemachine.config.builders.StateMachineTransitionConfigurer;
import org.springframework.statemachine.listener.StateMachineListenerAdapter;
import reactor.core.publisher.Mono;

/**
 * The Spring Statemachine of one registration.
 *
 * <p>Owned by one thread: Spring runs guards, actions and listeners on the caller's thread, and a
 * second caller would find its event late, out of order or denied. An answer of Spring's does not
 * mean that the machine moved, so what counts is the state it is in afterwards and the transition
 * that its action has noted.
 */
public final class RegistrationMachine {
  private static final String FACTS = "facts";

  private final TransitionListener listener;
  private final StateMachine<LifecycleState, Trigger> machine;
  private Optional<Transition> noted = Optional.empty();
  private Optional<Throwable> broken = Optional.empty();

  private RegistrationMachine(LifecycleTable table, String id, TransitionListener listener) {
    this.listener = listener;
    this.machine = build(table, id);
    machine.startReactively().block();
  }

  /**
   * Starts a machine in {@code absent}.
   *
   * @param table what it runs
   * @param id names it in Spring's own messages
   * @param listener hears of its transitions
   */
  public static RegistrationMachine start(
      LifecycleTable table, String id, TransitionListener listener) {
    return new RegistrationMachine(table, id, listener);
  }

  /**
   * Sets the machine off once.
   *
   * @throws IllegalStateException if Spring reports an error
   */
  public Reaction fire(Trigger trigger, Facts facts) {
    noted = Optional.empty();
    broken = Optional.empty();
    machine
        .sendEvent(Mono.just(MessageBuilder.withPayload(trigger).setHeader(FACTS, facts).build()))
        .doOnNext(result -> result.complete().block())
        .blockLast();
    if (broken.isPresent()) {
      throw new IllegalStateException("the state machine reports an error", broken.get());
    }
    return new Reaction(state(), noted);
  }

  /** Where it stands. */
  public LifecycleState state() {
    return machine.getState().getId();
  }

  private StateMachine<LifecycleState, Trigger> build(LifecycleTable table, String id) {
    try {
      StateMachineBuilder.Builder<LifecycleState, Trigger> builder = StateMachineBuilder.builder();
      builder
          .configureConfiguration()
          .withConfiguration()
          .machineId(id)
          .autoStartup(false)
          .listener(new Listener());
      builder
          .configureStates()
          .withStates()
          .initial(LifecycleState.ABSENT)
          .states(EnumSet.allOf(LifecycleState.class));
      StateMachineTransitionConfigurer<LifecycleState, Trigger> transitions =
          builder.configureTransitions();
      for (LifecycleState state : LifecycleState.values()) {
        for (Trigger trigger : Trigger.values()) {
          if (table.cell(state, trigger) instanceof Cell.Moves moves) {
            for (Transition transition : moves.transitions()) {
              add(transitions, state, trigger, transition);
            }
          }
        }
      }
      return builder.build();
    } catch (Exception e) {
      // Spring declares Exception throughout; a table that was checked gives it no cause for one.
      throw new IllegalStateException("Spring Statemachine refuses the table", e);
    }
  }

  private void add(
      StateMachineTransitionConfigurer<LifecycleState, Trigger> transitions,
      LifecycleState state,
      Trigger trigger,
      Transition transition)
      throws Exception {
    if (transition.target() == state) {
      transitions
          .withInternal()
          .source(state)
          .event(trigger)
          .guard(context -> transition.guard().holds(facts(context)))
          .action(context -> noted = Optional.of(transition));
    } else {
      transitions
          .withExternal()
          .source(state)
          .target(transition.target())
          .event(trigger)
          .guard(context -> transition.guard().holds(facts(context)))
          .action(context -> noted = Optional.of(transition));
    }
  }

  private static Facts facts(StateContext<LifecycleState, Trigger> context) {
    return (Facts) context.getMessageHeader(FACTS);
  }

  private final class Listener extends StateMachineListenerAdapter<LifecycleState, Trigger> {
    @Override
    public void transitionEnded(
        org.springframework.statemachine.transition.Transition<LifecycleState, Trigger> ended) {
      noted.ifPresent(
          transition ->
              listener.taken(ended.getSource().getId(), ended.getTrigger().getEvent(), transition));
    }

    @Override
    public void stateMachineError(
        StateMachine<LifecycleState, Trigger> reporter, Exception exception) {
      broken = Optional.of(exception);
    }
  }
}
