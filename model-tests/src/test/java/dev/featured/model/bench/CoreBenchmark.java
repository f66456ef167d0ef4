package dev.featured.model.bench;

import com.google.common.collect.ImmutableSortedMap;
import dev.featured.engine.core.Command;
import dev.featured.engine.core.Event;
import dev.featured.engine.core.FeatureRegistry;
import dev.featured.engine.core.OperationResult;
import dev.featured.engine.core.SettleOutcome;
import dev.featured.engine.core.Step;
import dev.featured.engine.feature.Device;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.feature.RenderedRow;
import dev.featured.engine.feature.Rendering;
import dev.featured.engine.feature.Row;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Steps per second of the shipped core, over one life of a feature again and again: a row comes, is
 * started, toggled, published, and goes.
 */
@State(Scope.Thread)
public class CoreBenchmark {
  static final int STEPS = 1_024;

  private static final FeatureName NAME = new FeatureName("bgp");
  private static final RenderedRow ENABLED = row("enabled");
  private static final RenderedRow DISABLED = row("disabled");

  private final FeatureRegistry first = FeatureRegistry.empty(2);
  private final Event[] events = record();

  private static RenderedRow row(String state) {
    return RenderedRow.of(
        Row.of(Map.of("state", state, "has_per_asic_scope", "False", "auto_restart", "enabled")),
        template -> new Rendering.Text(template),
        new Device(1, 0, false));
  }

  /** The events of some lives, each the answer to what the core had asked for. */
  private Event[] record() {
    List<Event> recorded = new ArrayList<>();
    FeatureRegistry registry = first;
    Queue<Event> next = new ArrayDeque<>();
    for (int life = 0; recorded.size() < STEPS; life++) {
      Optional<RenderedRow> row =
          life % 3 == 2 ? Optional.empty() : Optional.of(life % 3 == 0 ? ENABLED : DISABLED);
      next.add(new Event.Notified(NAME, row.isEmpty()));
      while (!next.isEmpty()) {
        Event event = next.remove();
        recorded.add(event);
        Step step = registry.step(event);
        registry = step.next();
        step.commands().forEach(command -> answer(command, row).ifPresent(next::add));
      }
    }
    return recorded.subList(0, STEPS).toArray(new Event[0]);
  }

  private static Optional<Event> answer(Command command, Optional<RenderedRow> row) {
    if (command instanceof Command.ReadRows) {
      return Optional.of(new Event.RowsRead(ImmutableSortedMap.of(NAME, row)));
    }
    if (command instanceof Command.Operate operate) {
      return Optional.of(new Event.Prepared(NAME, operate.operation()));
    }
    if (command instanceof Command.Reload) {
      return Optional.of(new Event.Reloaded(new OperationResult.Succeeded()));
    }
    if (command instanceof Command.Finish finish) {
      return Optional.of(
          new Event.OperationEnded(NAME, finish.operation(), new OperationResult.Succeeded()));
    }
    return command instanceof Command.Settle settle
        ? Optional.of(
            new Event.Settled(
                NAME, settle.registration(), new SettleOutcome.Applied(settle.expected())))
        : Optional.empty();
  }

  /** The shipped step. */
  @Benchmark
  @OperationsPerInvocation(STEPS)
  public FeatureRegistry step() {
    FeatureRegistry registry = first;
    for (Event event : events) {
      registry = registry.step(event).next();
    }
    return registry;
  }
}
