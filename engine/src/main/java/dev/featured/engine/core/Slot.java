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
 */
record Slot(
    FeatureName name,
    Mark mark,
    Mark reading,
    Optional<Registration> live,
    Lane lane,
    Unmanaged unmanaged) {

  static Slot empty(FeatureName name) {
    return new Slot(
        name, Mark.CLEAN, Mark.CLEAN, Optional.empty(), Lane.IDLE, new Unmanaged.None());
  }

  boolean forgettable() {
    return mark == Mark.CLEAN
        && reading == Mark.CLEAN
        && live.isEmpty()
        && lane.idle()
        && unmanaged instanceof Unmanaged.None;
  }

  Slot marked(Mark more) {
    return new Slot(name, mark.and(more), reading, live, lane, unmanaged);
  }

  Slot readBegun() {
    return new Slot(name, Mark.CLEAN, mark, live, lane, unmanaged);
  }

  Slot readEnded() {
    return new Slot(name, mark, Mark.CLEAN, live, lane, unmanaged);
  }

  Slot with(Registration registration) {
    return new Slot(name, mark, reading, Optional.of(registration), lane, new Unmanaged.None());
  }

  Slot withoutRegistration() {
    return new Slot(name, mark, reading, Optional.empty(), lane, unmanaged);
  }

  Slot with(Lane newLane) {
    return new Slot(name, mark, reading, live, newLane, unmanaged);
  }

  Slot with(Unmanaged row) {
    return new Slot(name, mark, reading, live, lane, row);
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
  }

  Slot renumbered(LongUnaryOperator newId) {
    return new Slot(
        name,
        mark,
        reading,
        live.map(registration -> registration.renumbered(newId)),
        lane.renumbered(newId),
        unmanaged);
  }
}
