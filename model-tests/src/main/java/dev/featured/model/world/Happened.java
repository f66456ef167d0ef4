package dev.featured.model.world;

import static dev.featured.model.world.Parts.REGISTRY;
import static dev.featured.model.world.Parts.WITH_IDENTITIES;

import com.google.common.collect.ImmutableList;
import dev.featured.engine.core.FeatureRegistry;
import dev.featured.engine.core.Taken;
import dev.featured.model.world.Part.Kept;

/**
 * What came of a step. The world after it is made when somebody asks for it: a search meets most
 * worlds again, and their fingerprint is enough to tell.
 */
public final class Happened {
  /** Gives a part of a world new identities, as {@link Part#renumbered} does. */
  interface Renumbering {
    Kept<?> renumbered(Part<?> part, Kept<?> kept, long alive);
  }

  private static final Kept<?>[] NONE = {};

  private final World before;
  private final Outcome outcome;

  // By the places of those with identities, with nothing where they stay what they are; or none.
  private final Kept<?>[] renumbered;
  private final long fingerprint;

  private Happened(World before, Outcome outcome, Kept<?>[] renumbered, long fingerprint) {
    this.before = before;
    this.outcome = outcome;
    this.renumbered = renumbered;
    this.fingerprint = fingerprint;
  }

  static Happened of(World before, Outcome outcome, Renumbering renumbering) {
    long fingerprint = before.fingerprint() + outcome.difference(before);
    long alive = 0;
    for (int i = 0; i < WITH_IDENTITIES.size(); i++) {
      alive |= outcome.of(WITH_IDENTITIES.get(i), before).ids();
    }
    FeatureRegistry registry = (FeatureRegistry) outcome.of(REGISTRY, before).value();
    if (Identities.areDense(alive) && registry.lastGivenId() == Identities.count(alive)) {
      return new Happened(before, outcome, NONE, fingerprint);
    }
    Kept<?>[] renumbered = new Kept<?>[WITH_IDENTITIES.size()];
    for (int i = 0; i < renumbered.length; i++) {
      Part<?> part = WITH_IDENTITIES.get(i);
      Kept<?> old = outcome.of(part, before);
      if (part.index() == REGISTRY.index() || old.ids() != 0) { // a registry counts them besides
        renumbered[i] = renumbering.renumbered(part, old, alive);
        fingerprint += renumbered[i].print() - old.print();
      }
    }
    return new Happened(before, outcome, renumbered, fingerprint);
  }

  /** The world before it. */
  public World before() {
    return before;
  }

  /** The world after it. */
  public World next() {
    Kept<?>[] kept = before.copy();
    outcome.write(kept);
    for (int i = 0; i < renumbered.length; i++) {
      if (renumbered[i] != null) {
        kept[WITH_IDENTITIES.get(i).index()] = renumbered[i];
      }
    }
    return new World(before.setting, kept, fingerprint);
  }

  /** The fingerprint of the world after it. */
  public long fingerprint() {
    return fingerprint;
  }

  /** The properties that the step violated, as {@link Properties} reads them. */
  public long violations() {
    return outcome.violations();
  }

  /** What there was to see, as {@link Sighting#isIn} reads it. */
  public long sightings() {
    return outcome.sightings();
  }

  /** The transitions that the daemon took. */
  public ImmutableList<Taken> taken() {
    return outcome.taken();
  }
}
