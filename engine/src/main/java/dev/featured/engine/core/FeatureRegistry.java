package dev.featured.engine.core;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.lifecycle.FeatureLifecycle;
import dev.featured.engine.lifecycle.Interpreter;
import dev.featured.engine.lifecycle.LifecycleState;
import dev.featured.engine.lifecycle.PlainMachine;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongUnaryOperator;

/**
 * The daemon's whole knowledge as one immutable value, and its whole logic as one function of it
 * (SPEC section 6). It has no clock, no thread and no I/O: an interleaving is an order of events.
 *
 * <p>What it keeps, by name, is a slot: the registration whose row is there, the lane of operations
 * on the feature's units, and whether the row has to be read. Beside the slots it keeps only what
 * they share: whether delayed features have to wait, whether a read or a reload is under way, and
 * how many operations may be at work at once.
 */
public final class FeatureRegistry {
  private final Interpreter machine;
  private final Slots slots;
  private final int parallel;
  private final Gate gate;
  private final Reading reading;
  private final Reload reload;
  private final boolean stopping;
  private final long lastId;

  FeatureRegistry(
      Interpreter machine,
      Slots slots,
      int parallel,
      Gate gate,
      Reading reading,
      Reload reload,
      boolean stopping,
      long lastId) {
    this.machine = machine;
    this.slots = slots;
    this.parallel = parallel;
    this.gate = gate;
    this.reading = reading;
    this.reload = reload;
    this.stopping = stopping;
    this.lastId = lastId;
  }

  /**
   * A registry that has seen nothing yet and runs the shipped lifecycle.
   *
   * @param parallel how many operations may be at work at once, at least 1
   */
  public static FeatureRegistry empty(int parallel) {
    return empty(parallel, new PlainMachine(FeatureLifecycle.table()));
  }

  /**
   * A registry that has seen nothing yet and runs this lifecycle.
   *
   * @param parallel how many operations may be at work at once, at least 1
   * @param machine answers which transition is taken
   */
  public static FeatureRegistry empty(int parallel, Interpreter machine) {
    if (parallel < 1) {
      throw new IllegalArgumentException("parallel must be at least 1, not " + parallel);
    }
    return new FeatureRegistry(
        machine, Slots.NONE, parallel, Gate.SHUT, Reading.NONE, Reload.NONE, false, 0);
  }

  /**
   * Takes one event.
   *
   * @throws dev.featured.engine.lifecycle.ImpossibleTrigger if the event contradicts what this
   *     registry asked for; this registry stays as it is
   */
  public Step step(Event event) {
    return new Stepper(this).step(event);
  }

  /** Where each registration stands whose row is there. */
  public ImmutableSortedMap<FeatureName, LifecycleState> states() {
    ImmutableSortedMap.Builder<FeatureName, LifecycleState> states =
        ImmutableSortedMap.naturalOrder();
    for (int i = 0; i < slots.size(); i++) {
      Slot slot = slots.at(i);
      slot.live().ifPresent(registration -> states.put(slot.name(), registration.state()));
    }
    return states.buildOrThrow();
  }

  /**
   * Whose operations wait while others keep all the places; nobody's as long as a place is free.
   */
  public Congestion congestion() {
    ImmutableSortedMap.Builder<FeatureName, OperationId> holders =
        ImmutableSortedMap.naturalOrder();
    ImmutableSortedSet.Builder<FeatureName> waiting = ImmutableSortedSet.naturalOrder();
    for (int i = 0; i < slots.size(); i++) {
      Lane lane = slots.at(i).lane();
      if (lane.busy()) {
        holders.put(slots.at(i).name(), lane.running().orElseThrow().id());
      } else if (lane.ready().isPresent()) {
        waiting.add(slots.at(i).name());
      }
    }
    return new Congestion(holders.buildOrThrow(), waiting.build());
  }

  /** Where the registration stands whose row is there, if one is. */
  public Optional<LifecycleState> stateOf(FeatureName name) {
    return slots.get(name).live().map(Registration::state);
  }

  /** How the registration stands whose row is there, if one is. */
  public Optional<Standing> standing(FeatureName name) {
    Slot slot = slots.get(name);
    return slot.live().map(registration -> Standing.of(registration, slot.lane()));
  }

  /**
   * Whether every row has been read that was listed, since the start or since the configuration was
   * last gone.
   */
  public boolean tableKnown() {
    return reading.tableKnown();
  }

  /** Whether the daemon has been told to end. */
  public boolean isStopping() {
    return stopping;
  }

  /** How many operations have begun and not ended. */
  public int atWork() {
    int atWork = 0;
    for (int i = 0; i < slots.size(); i++) {
      atWork += slots.at(i).lane().running().isPresent() ? 1 : 0;
    }
    return atWork;
  }

  /** Whether this is the registration whose row is there. */
  public boolean isLive(FeatureName name, RegistrationId registration) {
    return slots.get(name).isLive(registration);
  }

  /** Shows all that is remembered. */
  public void accept(RegistryVisitor visitor) {
    visitor.number(parallel);
    visitor.value(gate);
    visitor.number(
        (reading.underWay() ? 1 : 0)
            + (reload.underWay() ? 2 : 0)
            + (reload.reminderComes() ? 4 : 0)
            + (stopping ? 8 : 0));
    visitor.value(reading.unread());
    visitor.number(lastId);
    visitor.number(slots.size());
    for (int i = 0; i < slots.size(); i++) {
      slots.at(i).accept(visitor);
    }
  }

  /**
   * The same registry with other identities. What it does from then on is the same, but for the
   * identities, as long as their order is the same.
   *
   * @param newId the new identity for an old one; growing
   * @param newLastId the greatest identity that counts as given away; not below any new one
   */
  public FeatureRegistry renumbered(LongUnaryOperator newId, long newLastId) {
    Slots changed = slots;
    for (int i = 0; i < slots.size(); i++) {
      changed = changed.with(slots.at(i).renumbered(newId));
    }
    return new FeatureRegistry(
        machine, changed, parallel, gate, reading, reload, stopping, newLastId);
  }

  /** The identity that was given away last. */
  public long lastGivenId() {
    return lastId;
  }

  Interpreter machine() {
    return machine;
  }

  Slots slots() {
    return slots;
  }

  int parallel() {
    return parallel;
  }

  Gate gate() {
    return gate;
  }

  Reading reading() {
    return reading;
  }

  Reload reload() {
    return reload;
  }

  long lastId() {
    return lastId;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FeatureRegistry registry
        && slots.equals(registry.slots)
        && parallel == registry.parallel
        && gate == registry.gate
        && reading.equals(registry.reading)
        && reload.equals(registry.reload)
        && stopping == registry.stopping
        && lastId == registry.lastId;
  }

  @Override
  public int hashCode() {
    return Objects.hash(slots, parallel, gate, reading, reload, stopping, lastId);
  }

  @Override
  public String toString() {
    return "parallel="
        + parallel
        + " gate="
        + gate
        + " "
        + reading
        + " "
        + reload
        + (stopping ? " stopping" : "")
        + " lastId="
        + lastId
        + " "
        + slots;
  }
}
