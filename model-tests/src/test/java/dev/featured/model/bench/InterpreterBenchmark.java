package dev.featured.model.bench;

import dev.featured.engine.lifecycle.Cell;
import dev.featured.engine.lifecycle.Facts;
import dev.featured.engine.lifecycle.FeatureLifecycle;
import dev.featured.engine.lifecycle.LifecycleState;
import dev.featured.engine.lifecycle.LifecycleTable;
import dev.featured.engine.lifecycle.PlainMachine;
import dev.featured.engine.lifecycle.Trigger;
import dev.featured.engine.statemachine.RegistrationMachine;
import java.util.List;
import java.util.Random;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Steps per second of the table's two interpreters, over the same long walk through its cells. The
 * walk is drawn once, so that neither pays for the drawing; the plain interpreter still has to
 * follow it state by state.
 */
@State(Scope.Thread)
public class InterpreterBenchmark {
  static final int STEPS = 4_096;

  private final LifecycleTable table = FeatureLifecycle.table();
  private final PlainMachine plain = new PlainMachine(table);
  private final Trigger[] triggers = new Trigger[STEPS];
  private final Facts[] facts = new Facts[STEPS];
  private RegistrationMachine spring;

  /** Draws a walk that never enters deregistered, so that it can go on for ever. */
  @Setup
  public void drawAWalk() {
    Random random = new Random(42);
    List<Trigger> every = List.of(Trigger.values());
    List<Facts> all = Facts.all();
    LifecycleState state = LifecycleState.ABSENT;
    int step = 0;
    while (step < STEPS) {
      Trigger trigger = every.get(random.nextInt(every.size()));
      Facts chosen = all.get(random.nextInt(all.size()));
      boolean last = step == STEPS - 1;
      if (trigger == Trigger.ROW_DELETED
          || !chosen.possibleOn(trigger)
          || table.cell(state, trigger) instanceof Cell.Impossible) {
        continue;
      }
      LifecycleState next = plain.step(state, trigger, chosen).target();
      if (last && next != LifecycleState.ABSENT) {
        step = 0;
        state = LifecycleState.ABSENT;
        continue;
      }
      triggers[step] = trigger;
      facts[step] = chosen;
      state = next;
      step++;
    }
    spring = RegistrationMachine.start(table, "benchmark", (from, trigger, transition) -> {});
  }

  /** The plain interpreter. */
  @Benchmark
  @OperationsPerInvocation(STEPS)
  public LifecycleState plain() {
    LifecycleState state = LifecycleState.ABSENT;
    for (int i = 0; i < STEPS; i++) {
      state = plain.step(state, triggers[i], facts[i]).target();
    }
    return state;
  }

  /** The Spring Statemachine. */
  @Benchmark
  @OperationsPerInvocation(STEPS)
  public LifecycleState spring() {
    for (int i = 0; i < STEPS; i++) {
      spring.fire(triggers[i], facts[i]);
    }
    return spring.state();
  }
}
