package dev.featured.engine.core;

import dev.featured.engine.feature.FeatureName;
import java.util.Optional;

/**
 * Everything the core remembers of one name.
 *
 * @param name the name
 * @param mark whether its row has to be read
 * @param reading why the read that is under way reads it; {@link Mark#CLEAN} if it does not
 * @param live the registration whose row is there
 * @param lane the operations on its units
 * @param foreign whether the row is known to be somebody else's: it has no {@code state}
 */
record Slot(
    FeatureName name,
    Mark mark,
    Mark reading,
    Optional<Registration> live,
    Lane lane,
    boolean foreign) {

  static Slot empty(FeatureName name) {
    return new Slot(name, Mark.CLEAN, Mark.CLEAN, Optional.empty(), Lane.IDLE, false);
  }

  boolean forgettable() {
    return mark == Mark.CLEAN && reading == Mark.CLEAN && live.isEmpty() && lane.idle() && !foreign;
  }

  Slot marked(Mark more) {
    return new Slot(name, mark.and(more), reading, live, lane, foreign);
  }

  Slot readBegun() {
    return new Slot(name, Mark.CLEAN, mark, live, lane, foreign);
  }

  Slot readEnded() {
    return new Slot(name, mark, Mark.CLEAN, live, lane, foreign);
  }

  Slot with(Registration registration) {
    return new Slot(name, mark, reading, Optional.of(registration), lane, false);
  }

  Slot withoutRegistration() {
    return new Slot(name, mark, reading, Optional.empty(), lane, foreign);
  }

  Slot with(Lane newLane) {
    return new Slot(name, mark, reading, live, newLane, foreign);
  }

  Slot withForeignRow(boolean isForeign) {
    return new Slot(name, mark, reading, live, lane, isForeign);
  }

  boolean knows(RegistrationId registration) {
    return isLive(registration) || lane.holds(registration);
  }

  boolean isLive(RegistrationId registration) {
    return live.isPresent() && live.get().id().equals(registration);
  }
}
