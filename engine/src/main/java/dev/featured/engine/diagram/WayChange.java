package dev.featured.engine.diagram;

import com.google.common.collect.ImmutableSet;

/** One way through a cell, before and after a change. */
public sealed interface WayChange {
  /** What the change did to it. */
  Mark mark();

  /** The way, as it is after the change; of a removed one, as it was. */
  Way way();

  /**
   * Not changed.
   *
   * @param way the way
   */
  record Same(Way way) implements WayChange {
    @Override
    public Mark mark() {
      return Mark.SAME;
    }
  }

  /**
   * New.
   *
   * @param way the way
   */
  record Added(Way way) implements WayChange {
    @Override
    public Mark mark() {
      return Mark.ADDED;
    }
  }

  /**
   * Gone.
   *
   * @param way the way
   */
  record Removed(Way way) implements WayChange {
    @Override
    public Mark mark() {
      return Mark.REMOVED;
    }
  }

  /**
   * Changed in at least one aspect. State, trigger and the sort of outcome are the same.
   *
   * @param before as it was
   * @param way as it is
   */
  record Changed(Way before, Way way) implements WayChange {
    @Override
    public Mark mark() {
      return Mark.CHANGED;
    }

    /** In what it has changed. */
    public ImmutableSet<Aspect> aspects() {
      ImmutableSet.Builder<Aspect> aspects = ImmutableSet.builder();
      if (!before.guard().equals(way.guard())) {
        aspects.add(Aspect.GUARD);
      }
      if (before.outcome() instanceof Outcome.Goes old
          && way.outcome() instanceof Outcome.Goes now) {
        if (!old.to().equals(now.to())) {
          aspects.add(Aspect.TARGET);
        }
        if (!old.effects().equals(now.effects())) {
          aspects.add(Aspect.EFFECTS);
        }
      } else if (!before.outcome().equals(way.outcome())) {
        aspects.add(Aspect.REASON);
      }
      return aspects.build();
    }
  }

  /** What of a way can change. */
  enum Aspect {
    /** When it is taken. */
    GUARD("guard"),
    /** Where it leads. */
    TARGET("target"),
    /** What it asks for, or in which order. */
    EFFECTS("effect list"),
    /** Why nothing is done, or cannot come. */
    REASON("reason");

    private final String text;

    Aspect(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
