package dev.featured.adapters.cli.check;

import com.google.common.collect.ImmutableList;
import dev.featured.adapters.rows.Rewrite;
import dev.featured.engine.feature.Wish;

/** What the daemon would do with one entry of FEATURE. */
public sealed interface Forecast {
  /** The entry's key. */
  String name();

  /** What there is to complain of it. */
  ImmutableList<Problem> problems();

  /**
   * It starts or stops units.
   *
   * @param wish what the row wants
   * @param rewrites which of its fields are written back
   */
  record Operates(String name, Wish.Clear wish, ImmutableList<Rewrite> rewrites)
      implements Forecast {
    @Override
    public ImmutableList<Problem> problems() {
      return ImmutableList.of();
    }
  }

  /**
   * It publishes {@code failed}, says why, and moves nothing.
   *
   * @param problem why
   */
  record Fails(String name, String problem) implements Forecast {
    @Override
    public ImmutableList<Problem> problems() {
      return ImmutableList.of(new Problem(name, problem));
    }
  }

  /**
   * It does nothing, and that is meant to be so.
   *
   * @param reason why
   */
  record LeftAlone(String name, Reason reason) implements Forecast {
    /** Why a feature is left alone. */
    public enum Reason {
      /** An option says so. */
      EXCLUDED,
      /** The row has no {@code state}: it belongs to somebody else. */
      NO_STATE
    }

    @Override
    public ImmutableList<Problem> problems() {
      return ImmutableList.of();
    }
  }

  /**
   * It removes the row: an older daemon has left it (SPEC section 5).
   *
   * @param problem what the row looks like
   */
  record Removes(String name, String problem) implements Forecast {
    @Override
    public ImmutableList<Problem> problems() {
      return ImmutableList.of(new Problem(name, problem));
    }
  }

  /**
   * It does nothing: the name may not reach a path or a command line.
   *
   * @param problem why
   */
  record Refused(String name, String problem) implements Forecast {
    @Override
    public ImmutableList<Problem> problems() {
      return ImmutableList.of(new Problem("FEATURE", problem));
    }
  }

  /**
   * Nobody knows: what comes to stand in CONFIG_DB is up to whoever loads the file.
   *
   * @param problems everything in the entry that is no row of texts
   */
  record Unknown(String name, ImmutableList<Problem> problems) implements Forecast {}
}
