package dev.featured.engine.core;

import dev.featured.engine.feature.FeatureName;
import java.util.Optional;
import java.util.function.LongUnaryOperator;

/**
 * Everything the core remembers of one name.
 *
 * @param name the name
 * @param mark whether its row has to be read
 * @param reading why the read that is under way reads it; {@link Mark#CLEAN} if it does not
 * @param live the registration whose row is there
 * @param lane the operations on its units
 * @param unmanaged what is known of a row without a registration
 * @param guard the barrier behind which a write may be carried out that depends on more than the
 *     row's content; none once something is heard of the row that the decision did not know
 */
record Slot(
    FeatureName name,
    Mark mark,
    Mark reading,
    Optional<Registration> live,
    Lane lane,
    Unmanaged unmanaged,
    Optional<BarrierId> guard) {

  static Slot empty(FeatureName name) {
    return new Slot(
        name,
        Mark.CLEAN,
        Mark.CLEAN,
        Optional.empty(),
        Lane.IDLE,
        new Unmanaged.None(),
        Optional.empty());
  }

  boolean forgettable() {
    return mark == Mark.CLEAN
        && reading == Mark.CLEAN
        && live.isEmpty()
        && lane.idle()
        && unmanaged instanceof Unmanaged.None
        && guard.isEmpty();
  }

  Slot marked(Mark more) {
    boolean heard = more.compareTo(Mark.WRITTEN) >= 0;
    return new Slot(
        name, mark.and(more), reading, live, lane, unmanaged, heard ? Optional.empty() : guard);
  }

  Slot readBegun() {
    return new Slot(name, Mark.CLEAN, mark, live, lane, unmanaged, guard);
  }

  Slot readEnded() {
    return new Slot(name, mark, Mark.CLEAN, live, lane, unmanaged, guard);
  }

  Slot with(Registration registration) {
    return new Slot(
        name, mark, reading, Optional.of(registration), lane, new Unmanaged.None(), guard);
  }

  Slot withoutRegistration() {
    return new Slot(name, mark, reading, Optional.empty(), lane, unmanaged, Optional.empty());
  }

  Slot with(Lane newLane) {
    return new Slot(name, mark, reading, live, newLane, unmanaged, guard);
  }

  Slot with(Unmanaged row) {
    return new Slot(name, mark, reading, live, lane, row, guard);
  }

  Slot guardedBy(Optional<BarrierId> barrier) {
    return new Slot(name, mark, reading, live, lane, unmanaged, barrier);
  }

  /** Whether it was heard that the row was written, or went, and it has not been read since. */
  boolean hasNewsToLookInto() {
    return mark.and(reading).compareTo(Mark.WRITTEN) >= 0;
  }

  /** A deletion may have gone unheard: what depends on more than the row's content is forgotten. */
  Slot unheard() {
    return new Slot(
        name,
        mark,
        reading,
        live.map(Registration::unheard),
        lane,
        unmanaged.unheard(),
        Optional.empty());
  }

  boolean knows(RegistrationId registration) {
    return isLive(registration) || lane.holds(registration);
  }

  boolean isLive(RegistrationId registration) {
    return live.isPresent() && live.get().id().equals(registration);
  }

  void accept(RegistryVisitor visitor) {
    visitor.value(name);
    visitor.value(mark);
    visitor.value(reading);
    visitor.value(unmanaged);
    visitor.number(live.isPresent() ? 1 : 0);
    live.ifPresent(registration -> registration.accept(visitor));
    lane.accept(visitor);
    visitor.number(guard.isPresent() ? 1 : 0);
    guard.ifPresent(barrier -> visitor.id(barrier.value()));
  }

  Slot renumbered(LongUnaryOperator newId) {
    return new Slot(
        name,
        mark,
        reading,
        live.map(registration -> registration.renumbered(newId)),
        lane.renumbered(newId),
        unmanaged,
        guard.map(barrier -> barrier.renumbered(newId)));
  }
}
