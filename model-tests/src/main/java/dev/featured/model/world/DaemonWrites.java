package dev.featured.model.world;

import static dev.featured.model.world.Parts.ASKED;
import static dev.featured.model.world.Parts.BUILDING;
import static dev.featured.model.world.Parts.IMMUTABLE;
import static dev.featured.model.world.Parts.LIFECYCLES;
import static dev.featured.model.world.Parts.ROWS;
import static dev.featured.model.world.Parts.STATES;

import com.google.common.collect.ImmutableSortedMap;
import dev.featured.engine.core.Publication;
import dev.featured.model.world.ConfigRow.Field;
import dev.featured.model.world.ConfigRow.Wanted;
import dev.featured.model.world.World.Ended;
import dev.featured.model.world.World.Truth;
import java.util.Optional;

/** The daemon's own writes, each held against what must always hold at that instant. */
final class DaemonWrites {
  private static final Field[] FIELDS = Field.values();

  private DaemonWrites() {}

  /**
   * The daemon writes a row of CONFIG_DB.
   *
   * @param seen the row that the decision was made from
   */
  static void row(Draft world, int feature, ConfigRow after, ConfigRow seen) {
    ConfigRow before = world.get(ROWS)[feature];
    if (!before.isThere() && after.isThere()) {
      world.violates(Property.CREATES_NO_ROW);
    } else if (after.isThere()) {
      boolean template = before.value(Field.STATE).startsWith("{{");
      boolean replaced = !after.value(Field.STATE).equals(before.value(Field.STATE));
      if (replaced && !template && !world.get(IMMUTABLE)[feature]) {
        world.violates(Property.PUTS_BACK_IMMUTABLE_ONLY);
      }
      for (Field field : FIELDS) {
        judge(world, before.value(field), after.value(field), seen.value(field));
      }
    } else if (before.isThere()) {
      boolean trace =
          before.row().looksRevived() && before == seen && !world.get(BUILDING)[feature];
      if (!trace) {
        world.violates(Property.DELETES_TRACES_ONLY);
      }
    }
    world.writeRow(feature, after);
  }

  private static void judge(Draft world, String before, String after, String seen) {
    if (before.equals(after)) {
      return;
    }
    if (before.isEmpty()) {
      world.violates(Property.ADDS_NO_FIELD);
    } else if (!before.equals(seen)) {
      world.violates(Property.OVERRIDES_NOTHING_UNSEEN);
    }
  }

  /**
   * The daemon publishes.
   *
   * @param sent what was true when the write was sent; empty if its daemon has been killed since
   */
  static void publication(
      Draft world, int feature, Optional<Publication> publication, Optional<Truth> sent) {
    if (publication.isEmpty()) {
      return;
    }
    Publication what = publication.get();
    StateRow before = world.get(STATES)[feature];
    StateRow after = new StateRow(what.state().text(), what.error(), before.foreign());
    if (before.equals(after)) {
      return;
    }
    ConfigRow row = world.get(ROWS)[feature];
    if (!row.isThere()) {
      world.violates(Property.PUBLISHES_FOR_ROWS_ONLY);
    } else if (!isWished(what.state(), row.wanted())) {
      world.violates(Property.PUBLISHES_WHAT_IS_WISHED);
    }
    if (sent.isPresent() && !isDone(world, feature, what.state(), sent.get())) {
      world.violates(Property.PUBLISHES_WHAT_IS_DONE);
    }
    world.writeState(feature, after);
  }

  /** On two servers the row is looked at before and after: a state may be there without it. */
  static void publicationAlone(Draft world, int feature, Publication what, Optional<Truth> sent) {
    StateRow before = world.get(STATES)[feature];
    StateRow after = new StateRow(what.state().text(), what.error(), before.foreign());
    if (before.equals(after)) {
      return;
    }
    if (sent.isPresent() && !isDone(world, feature, what.state(), sent.get())) {
      world.violates(Property.PUBLISHES_WHAT_IS_DONE);
    }
    world.writeState(feature, after);
  }

  /** The daemon reports how a registration stands. */
  static void report(Draft world, int feature, ImmutableSortedMap<String, String> fields) {
    LifecycleRow now = world.get(LIFECYCLES)[feature].reporting(fields);
    boolean answers =
        !now.asked().isEmpty() && now.asked().equals(fields.get(LifecycleRow.ANSWERED));
    if (answers && world.get(ASKED)[feature] == Asked.WRITTEN) {
      world.violates(Property.ANSWERS_WHAT_IT_HAS_READ);
    }
    world.set(LIFECYCLES, feature, now);
  }

  private static boolean isWished(Publication.State state, Wanted wanted) {
    return switch (state) {
      case ENABLED -> wanted == Wanted.ENABLED;
      case DISABLED -> wanted == Wanted.DISABLED;
      case FAILED -> wanted != Wanted.NOTHING;
    };
  }

  private static boolean isDone(Draft world, int feature, Publication.State state, Truth sent) {
    return switch (state) {
      case ENABLED -> sent.ended() == Ended.STARTED;
      case DISABLED -> sent.ended() == Ended.STOPPED;
      case FAILED ->
          sent.ended().failed()
              || world.get(ROWS)[feature].wanted() == Wanted.UNCLEAR
              || sent.faulted();
    };
  }
}
