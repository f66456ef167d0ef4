package dev.featured.engine.core;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import dev.featured.engine.feature.Device;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.feature.NotAHash;
import dev.featured.engine.feature.RenderedRow;
import dev.featured.engine.feature.Rendering;
import dev.featured.engine.feature.Row;
import dev.featured.engine.feature.RowContent;
import dev.featured.engine.lifecycle.LifecycleState;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A switch of the smallest kind for tests of the core: rows in a map, reads answered at once unless
 * they are held back, operations and writes answered when the test says so. Commands are collected
 * as the sentences that they print as.
 */
final class Switch {
  private Device device;
  private final Map<FeatureName, RowContent> rows = new TreeMap<>();
  private final Map<FeatureName, Command.Operate> atWork = new HashMap<>();
  private final Deque<Command.Settle> unsettled = new ArrayDeque<>();
  private final Deque<Command.RemoveTrace> removals = new ArrayDeque<>();
  private final List<Command.Settle> settled = new ArrayList<>();
  private final Deque<Command.ReadRows> reads = new ArrayDeque<>();
  private final List<String> commands = new ArrayList<>();
  private final List<Taken> taken = new ArrayList<>();
  private final List<RegistrationId> ended = new ArrayList<>();
  private FeatureRegistry registry;
  private final Deque<Event.Notified> notifications = new ArrayDeque<>();
  private final Map<FeatureName, String> asked = new TreeMap<>();
  private boolean holdingReads;

  /** What the core has made of the last barrier. */
  private boolean stands;

  private boolean holdingNotifications;
  private int readsSoFar;

  /** With one ASIC and no DPU. */
  Switch(int parallel) {
    this(parallel, new Device(1, 0, false));
  }

  Switch(int parallel, Device device) {
    this.device = device;
    this.registry = FeatureRegistry.empty(parallel);
  }

  /** Somebody writes a row: fields and values in turn. */
  Switch writes(String name, String... fieldsAndValues) {
    ImmutableSortedMap.Builder<String, String> fields = ImmutableSortedMap.naturalOrder();
    for (int i = 0; i < fieldsAndValues.length; i += 2) {
      fields.put(fieldsAndValues[i], fieldsAndValues[i + 1]);
    }
    return puts(name, new Row(fields.buildOrThrow()));
  }

  Switch puts(String name, RowContent content) {
    rows.put(new FeatureName(name), content);
    return step(new Event.Notified(new FeatureName(name), false));
  }

  Switch makesAString(String name) {
    return puts(name, new NotAHash("string"));
  }

  Switch deletes(String name) {
    rows.remove(new FeatureName(name));
    return step(new Event.Notified(new FeatureName(name), true));
  }

  /** A row goes and comes back before the daemon looks. */
  Switch deletesAndWrites(String name, String... fieldsAndValues) {
    boolean held = holdingReads;
    holdsReads();
    deletes(name).writes(name, fieldsAndValues);
    return held ? this : letsReads();
  }

  /** A row changes without a notification. */
  Switch changesUnnoticed(String name, Optional<RowContent> content) {
    rows.remove(new FeatureName(name));
    content.ifPresent(row -> rows.put(new FeatureName(name), row));
    return this;
  }

  /** An operator leaves a request beside what is reported; nobody is told. */
  Switch asks(String name, String request) {
    asked.put(new FeatureName(name), request);
    return this;
  }

  /** What was asked is lost. */
  Switch asksNoMore(String name) {
    asked.remove(new FeatureName(name));
    return this;
  }

  /** The configuration is found to be gone. */
  Switch losesTheConfiguration() {
    return step(new Event.ConfigurationGone());
  }

  /** The daemon is told to end. */
  Switch stops() {
    return step(new Event.Stopping());
  }

  /** From now on rows are read on that device. */
  Switch becomes(Device other) {
    device = other;
    return this;
  }

  /** The steady comparison. */
  Switch compares(String... stateDbNames) {
    return lists(true, stateDbNames);
  }

  /** The comparison after a reconnect: notifications may have been missed. */
  Switch reconnects() {
    return step(new Event.Unheard()).lists(false);
  }

  private Switch lists(boolean steady, String... stateDbNames) {
    ImmutableSortedSet.Builder<FeatureName> names = ImmutableSortedSet.naturalOrder();
    names.addAll(rows.keySet());
    for (String name : stateDbNames) {
      names.add(new FeatureName(name));
    }
    return step(new Event.Listed(names.build(), steady));
  }

  Switch holdsReads() {
    holdingReads = true;
    return this;
  }

  /** What the read that is held back would bring, brought later. */
  Event.RowsRead readsButDoesNotBring() {
    return answer(reads.remove());
  }

  Switch letsReads() {
    holdingReads = false;
    while (!reads.isEmpty()) {
      step(answer(reads.remove()));
    }
    return this;
  }

  /** The operation has written what systemd has to reload. */
  Switch prepares(String name) {
    Command.Operate operate = atWork.get(new FeatureName(name));
    return step(new Event.Prepared(operate.name(), operate.operation()));
  }

  Switch reloads() {
    return step(new Event.Reloaded(new OperationResult.Succeeded()));
  }

  Switch failsToReload(String message) {
    return step(new Event.Reloaded(new OperationResult.Failed(message)));
  }

  Switch reminds() {
    return step(new Event.ReloadDue());
  }

  /** Somebody does something to a STATE_DB row. */
  Switch touchesState(String name) {
    return step(new Event.StateTouched(new FeatureName(name)));
  }

  /** The daemon finds that it came up in a warm or fast boot. */
  Switch bootsWarm() {
    return step(new Event.WarmBootFound());
  }

  Switch finishesWarmBoot() {
    return step(new Event.PortsReady(Event.PortsReady.Reason.WARM_BOOT_FINISHED));
  }

  Switch portsReady() {
    return step(new Event.PortsReady(Event.PortsReady.Reason.PORT_INIT_DONE));
  }

  Switch waitedLongEnough() {
    return step(new Event.PortsReady(Event.PortsReady.Reason.TIME_LIMIT));
  }

  Switch succeeds(String name) {
    return ends(name, new OperationResult.Succeeded());
  }

  Switch fails(String name, String message) {
    return ends(name, new OperationResult.Failed(message));
  }

  private Switch ends(String name, OperationResult result) {
    Command.Operate operate = atWork.remove(new FeatureName(name));
    return step(new Event.OperationEnded(operate.name(), operate.operation(), result));
  }

  /** Whether an operation on the feature's units has begun and not ended. */
  boolean isAtWork(String name) {
    return atWork.containsKey(new FeatureName(name));
  }

  /** The fence applies the oldest write that it was asked for. */
  Switch settles() {
    Command.Settle settle = unsettled.remove();
    if (!isBehindItsBarrier(settle.name(), settle.barrier())) {
      return this;
    }
    settled.add(settle);
    RowContent before = rows.get(settle.name());
    if (!settle.expected().equals(before)) {
      return step(
          new Event.Settled(
              settle.name(),
              settle.registration(),
              before == null ? new SettleOutcome.Gone() : new SettleOutcome.Changed()));
    }
    RowContent after = before instanceof Row row ? row.with(settle.rewrite()) : before;
    rows.put(settle.name(), after);
    step(new Event.Settled(settle.name(), settle.registration(), new SettleOutcome.Applied(after)));
    return after.equals(before) ? this : notifies(new Event.Notified(settle.name(), false));
  }

  /** From now on notifications of the daemon's own writes are late. */
  Switch holdsNotifications() {
    holdingNotifications = true;
    return this;
  }

  Switch letsNotifications() {
    holdingNotifications = false;
    while (!notifications.isEmpty()) {
      step(notifications.remove());
    }
    return this;
  }

  /** Those that are held back. */
  Switch losesNotifications() {
    notifications.clear();
    holdingNotifications = false;
    return this;
  }

  private Switch notifies(Event.Notified notification) {
    notifications.add(notification);
    return holdingNotifications ? this : letsNotifications();
  }

  /** The fence carries out the oldest removal of a trace that it was asked for. */
  Switch removesTrace() {
    Command.RemoveTrace removal = removals.remove();
    if (!isBehindItsBarrier(removal.name(), removal.barrier())
        || !rows.remove(removal.name(), removal.expected())) {
      return this;
    }
    return step(new Event.Notified(removal.name(), true));
  }

  /**
   * What needs a barrier has it sent and heard; what has been notified by then was heard before.
   */
  private boolean isBehindItsBarrier(FeatureName name, Optional<BarrierId> barrier) {
    stands = true;
    barrier.ifPresent(id -> step(new Event.BarrierHeard(name, id)));
    return stands;
  }

  Switch settlesAll() {
    while (!unsettled.isEmpty()) {
      settles();
    }
    return this;
  }

  Switch step(Event event) {
    Step step = registry.step(event);
    registry = step.next();
    taken.addAll(step.taken());
    ended.addAll(step.ended());
    for (Command command : step.commands()) {
      if (command instanceof Command.ReadRows read) {
        reads.add(read);
        readsSoFar++;
      } else if (command instanceof Command.Conclude conclude) {
        stands = conclude.stands();
      } else {
        commands.add(
            command
                .toString()
                .replaceAll(" o\\d+ ", " ")
                .replaceAll(" barrier b\\d+", " a barrier"));
        if (command instanceof Command.Operate operate) {
          if (atWork.put(operate.name(), operate) != null) {
            throw new AssertionError("two operations at once on " + operate.name());
          }
        } else if (command instanceof Command.Settle settle) {
          unsettled.add(settle);
        } else if (command instanceof Command.RemoveTrace removal) {
          removals.add(removal);
        }
      }
    }
    if (!holdingReads) {
      letsReads();
    }
    return this;
  }

  private Event.RowsRead answer(Command.ReadRows read) {
    ImmutableSortedMap.Builder<FeatureName, Optional<RenderedRow>> answer =
        ImmutableSortedMap.naturalOrder();
    for (FeatureName name : read.names()) {
      answer.put(name, Optional.ofNullable(rows.get(name)).map(this::rendered));
    }
    ImmutableSortedMap.Builder<FeatureName, String> requests = ImmutableSortedMap.naturalOrder();
    asked.forEach(
        (name, request) -> {
          if (read.names().contains(name)) {
            requests.put(name, request);
          }
        });
    return new Event.RowsRead(answer.buildOrThrow(), requests.buildOrThrow());
  }

  /** A template of these tests is {@code {{text}}} and renders to its text. */
  private RenderedRow rendered(RowContent content) {
    return RenderedRow.of(
        content,
        template -> new Rendering.Text(template.replace("{{", "").replace("}}", "")),
        device);
  }

  /** The commands since the last call, but for reads. */
  ImmutableList<String> commands() {
    ImmutableList<String> since = ImmutableList.copyOf(commands);
    commands.clear();
    return since;
  }

  /** The transitions since the last call. */
  ImmutableList<Taken> taken() {
    ImmutableList<Taken> since = ImmutableList.copyOf(taken);
    taken.clear();
    return since;
  }

  /** The writes that the fence has been given so far. */
  ImmutableList<Command.Settle> settled() {
    return ImmutableList.copyOf(settled);
  }

  ImmutableList<RegistrationId> ended() {
    return ImmutableList.copyOf(ended);
  }

  int readsSoFar() {
    return readsSoFar;
  }

  LifecycleState stateOf(String name) {
    return registry.states().getOrDefault(new FeatureName(name), LifecycleState.DEREGISTERED);
  }

  FeatureRegistry registry() {
    return registry;
  }

  /** What is in CONFIG_DB under a name that has a row. */
  RowContent content(String name) {
    return rows.get(new FeatureName(name));
  }

  Optional<Map<String, String>> row(String name) {
    return Optional.ofNullable(rows.get(new FeatureName(name)))
        .map(content -> content instanceof Row row ? row.fields() : ImmutableMap.of());
  }
}
