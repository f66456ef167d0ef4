package dev.featured.model.world;

import com.google.common.collect.ImmutableSortedMap;
import dev.featured.engine.core.Command;
import dev.featured.engine.core.Publication;
import dev.featured.engine.feature.NamespaceRow;
import dev.featured.model.world.ConfigRow.Field;
import dev.featured.model.world.MirrorWork.Sent;
import java.util.Map;
import java.util.Optional;

/**
 * The commands that the daemon sends to a namespace's Redis and that may write there, each one
 * atomic step, held against what must always hold at that instant. Each stands for a script or a
 * command of {@code Fence}, as {@code NamespaceMirror} uses it.
 */
final class NamespaceWrites {
  private static final Field[] FIELDS = Field.values();

  private NamespaceWrites() {}

  /**
   * Carries a command out.
   *
   * @return whether it found the row as it was expected; true where it expects none
   */
  static boolean carryOut(Draft world, int namespace, Sent sent) {
    return switch (sent.stage()) {
      case WRITE -> settle(world, namespace, (MirrorWork.Settle) sent.work(), sent.read());
      case RETRACT -> retract(world, namespace, (MirrorWork.Settle) sent.work());
      case DISOWN, REMOVE_STATE -> writeState(world, namespace, StateRow.NONE);
      case REMOVE_ROW -> removeRow(world, namespace, sent.read());
      case REMOVE_TRACE -> removeTrace(world, namespace, (MirrorWork.RemoveTrace) sent.work());
      case BEGIN, LOOK, LOOK_AGAIN, HOST_AGAIN, ASK_HOST, READ_ROWS, READ_ROWS_AND_TELL ->
          throw new AssertionError(sent.stage() + " writes nothing");
    };
  }

  /** {@code settle.lua}, or {@code publish.lua} where there was no row. */
  private static boolean settle(
      Draft world, int namespace, MirrorWork.Settle settle, ConfigRow seen) {
    ConfigRow present = world.namespaces[namespace].row();
    if (seen.isThere()) {
      if (!present.isThere() && !world.has(Flaw.MIRRORS_DELETED_ROWS)) {
        world.sees(Sighting.NAMESPACE_ROW_GONE);
        return false;
      }
      if (present.isThere() && present != seen && !world.has(Flaw.MIRRORS_CHANGED_ROWS)) {
        world.sees(Sighting.NAMESPACE_ROW_CHANGED);
        return false;
      }
      rewrite(world, namespace, present, seen, rewrite(world, seen, settle.applied()));
    }
    settle.applied().publication().ifPresent(what -> writeState(world, namespace, stateOf(what)));
    return true;
  }

  static ImmutableSortedMap<String, String> rewrite(
      Draft world, ConfigRow seen, Command.Settle applied) {
    boolean everything = world.has(Flaw.MIRRORS_OVER_CHOICES) || world.has(Flaw.MIRROR_ADDS_FIELDS);
    return everything
        ? applied.rendered()
        : new NamespaceRow(seen.row()).rewrite(applied.rendered());
  }

  static ConfigRow rewritten(Draft world, ConfigRow row, Map<String, String> values) {
    ConfigRow result = row;
    for (Field field : FIELDS) {
      String value = values.getOrDefault(field.toString(), "");
      boolean there = !row.value(field).isEmpty();
      boolean adds = world.has(Flaw.MIRROR_ADDS_FIELDS) || world.has(Flaw.MIRRORS_DELETED_ROWS);
      if (!value.isEmpty() && (there || adds)) {
        result = result.with(field, value);
      }
    }
    return result;
  }

  private static void rewrite(
      Draft world,
      int namespace,
      ConfigRow before,
      ConfigRow seen,
      ImmutableSortedMap<String, String> values) {
    ConfigRow after = rewritten(world, before, values);
    if (before == after) {
      return;
    }
    world.sees(Sighting.NAMESPACE_ROW_REWRITTEN);
    if (!before.isThere()) {
      world.violates(Property.CREATES_NO_ROW);
    } else {
      judge(world, before, after, seen);
    }
    writeRow(world, namespace, after);
  }

  private static void judge(Draft world, ConfigRow before, ConfigRow after, ConfigRow seen) {
    for (Field field : FIELDS) {
      String old = before.value(field);
      if (!old.equals(after.value(field))) {
        if (old.isEmpty()) {
          world.violates(Property.ADDS_NO_FIELD);
        } else if (!old.equals(seen.value(field))) {
          world.violates(Property.OVERRIDES_NOTHING_UNSEEN);
        }
      }
    }
    String state = before.value(Field.STATE);
    boolean replaced = !state.equals(after.value(Field.STATE));
    if (replaced && !state.startsWith("{{") && !after.isImmutable()) {
      world.violates(Property.NAMESPACE_KEEPS_CHOICES);
    }
  }

  /** {@code retract.lua}. */
  private static boolean retract(Draft world, int namespace, MirrorWork.Settle settle) {
    Optional<StateRow> published = settle.applied().publication().map(NamespaceWrites::stateOf);
    if (published.isPresent() && published.get().equals(world.namespaces[namespace].state())) {
      world.sees(Sighting.NAMESPACE_STATE_TAKEN_BACK);
      writeState(world, namespace, StateRow.NONE);
    }
    return true;
  }

  private static StateRow stateOf(Publication what) {
    return new StateRow(what.state().text(), what.error(), false);
  }

  /** {@code remove.lua}: the row of a registration that is no more. */
  private static boolean removeRow(Draft world, int namespace, ConfigRow lastSeen) {
    Namespace there = world.namespaces[namespace];
    if (!there.row().isThere()) {
      return true;
    }
    if (there.row() != lastSeen && !world.has(Flaw.REMOVES_CHANGED_ROWS_THERE)) {
      world.sees(Sighting.NAMESPACE_ROW_LEFT);
      return true;
    }
    world.sees(Sighting.NAMESPACE_ROW_REMOVED);
    if (there.row() != lastSeen) {
      world.violates(Property.NAMESPACE_KEEPS_WHAT_WAS_CHANGED);
    } else if (there.renewed()) {
      world.violates(Property.NAMESPACE_KEEPS_NEW_ROWS);
    }
    writeRow(world, namespace, ConfigRow.NONE);
    return true;
  }

  /** {@code remove_trace.lua}. */
  private static boolean removeTrace(Draft world, int namespace, MirrorWork.RemoveTrace work) {
    Namespace there = world.namespaces[namespace];
    ConfigRow seen = ConfigRow.of(work.command().expected());
    boolean stands = there.row() == seen;
    if (stands || (there.row().isThere() && world.has(Flaw.REMOVES_CHANGED_TRACES_THERE))) {
      world.sees(Sighting.NAMESPACE_TRACE_REMOVED);
      if (!stands || !seen.row().looksRevived() || there.building()) {
        world.violates(Property.DELETES_TRACES_ONLY);
      }
      writeRow(world, namespace, ConfigRow.NONE);
    }
    return stands;
  }

  /** Somebody, be it the daemon or another, changes the row. */
  static void writeRow(Draft world, int namespace, ConfigRow row) {
    Namespace there = world.namespaces[namespace];
    if (there.row() != row) {
      Notice.Kind notice = row.isThere() ? Notice.Kind.ROW_WRITTEN : Notice.Kind.ROW_DELETED;
      world.namespace(namespace, there.with(row).announcing(notice));
    }
  }

  static boolean writeState(Draft world, int namespace, StateRow state) {
    Namespace there = world.namespaces[namespace];
    if (!there.state().equals(state)) {
      world.namespace(namespace, there.with(state).announcing(Notice.Kind.STATE_TOUCHED));
    }
    return true;
  }
}
