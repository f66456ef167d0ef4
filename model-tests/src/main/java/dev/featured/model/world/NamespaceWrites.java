package dev.featured.model.world;

import static dev.featured.model.world.Parts.FLAG;
import static dev.featured.model.world.Parts.NAMESPACES;
import static dev.featured.model.world.Parts.ROWS;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import dev.featured.engine.core.Command;
import dev.featured.engine.core.Publication;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.store.Call;
import dev.featured.engine.store.Reply;
import dev.featured.engine.store.Reply.Verdict;
import dev.featured.model.world.ConfigRow.Field;
import java.util.Map;

/**
 * What Redis does with a call of a namespace's thread, each one atomic step, held against what must
 * always hold at that instant.
 */
final class NamespaceWrites {
  private static final Field[] FIELDS = Field.values();

  private NamespaceWrites() {}

  /** A call to the host's Redis, which only reads there. */
  static Reply host(Draft world, Call call) {
    if (call instanceof Call.Rewrite look) {
      ConfigRow row = world.get(ROWS)[NamespaceSteps.FEATURE];
      return row == ConfigRow.of(look.expected()) ? Verdict.STANDS : Verdict.CHANGED;
    } else if (call instanceof Call.Forgettable) {
      return forgettable(world);
    } else if (call instanceof Call.HasRow) {
      return new Reply.Answer(world.get(ROWS)[NamespaceSteps.FEATURE].isThere());
    } else if (call instanceof Call.Configured) {
      return names(world, world.get(ROWS)[NamespaceSteps.FEATURE].isThere());
    } else {
      throw new AssertionError("a call to the host that nobody told the model of: " + call);
    }
  }

  private static Verdict forgettable(Draft world) {
    if (!world.get(FLAG)) {
      if (!world.has(Flaw.FORGETS_WHILE_UNLOADED_THERE)) {
        world.sees(Sighting.NAMESPACE_FORGETTING_WAITED);
        return Verdict.UNLOADED;
      }
      world.violates(Property.FORGETS_NOTHING_UNLOADED);
    }
    if (world.get(ROWS)[NamespaceSteps.FEATURE].isThere()) {
      world.sees(Sighting.NAMESPACE_FOUND_HOST_BACK);
      return Verdict.BACK;
    }
    return Verdict.GONE;
  }

  private static Reply names(Draft world, boolean there) {
    FeatureName name = world.setting.features().get(NamespaceSteps.FEATURE);
    return new Reply.Names(there ? ImmutableSortedSet.of(name) : ImmutableSortedSet.of());
  }

  /** A call to the namespace's own Redis. */
  static Reply carryOut(Draft world, int namespace, Call call) {
    Namespace there = world.get(NAMESPACES)[namespace];
    if (call instanceof Call.Guard guard) {
      return guard(world, namespace, guard);
    } else if (call instanceof Call.Guarded guarded) {
      boolean untouched = isUntouched(world, there);
      world.namespace(namespace, there.with(Watch.NONE));
      return untouched ? carryOut(world, namespace, guarded.write()) : Verdict.CHANGED;
    } else if (call instanceof Call.Hashes) {
      FeatureName name = world.setting.features().get(NamespaceSteps.FEATURE);
      return new Reply.Hashes(
          there.row().isThere()
              ? ImmutableSortedMap.of(name, there.row().row())
              : ImmutableSortedMap.of());
    } else if (call instanceof Call.Published) {
      return names(world, there.state().isThere());
    } else if (call instanceof Call.Configured) {
      return names(world, there.row().isThere());
    } else if (call instanceof Call.Settle settle) {
      return settle(world, namespace, settle.command());
    } else if (call instanceof Call.Publish publish) {
      return writeState(world, namespace, stateOf(publish.publication().orElseThrow()));
    } else if (call instanceof Call.Retract retract) {
      return retract(world, namespace, retract.publication());
    } else if (call instanceof Call.Disown || call instanceof Call.RemoveState) {
      return writeState(world, namespace, StateRow.NONE);
    } else if (call instanceof Call.RemoveRow removal) {
      return removeRow(world, namespace, ConfigRow.of(removal.expected()));
    } else if (call instanceof Call.RemoveTrace removal) {
      return removeTrace(world, namespace, removal.command());
    } else {
      throw new AssertionError("a call that nobody told the model of: " + call);
    }
  }

  /** {@code settle.lua}. */
  private static Verdict settle(Draft world, int namespace, Command.Settle command) {
    ConfigRow present = world.get(NAMESPACES)[namespace].row();
    ConfigRow seen = ConfigRow.of(command.expected());
    if (!present.isThere() && !world.has(Flaw.MIRRORS_DELETED_ROWS)) {
      world.sees(Sighting.NAMESPACE_ROW_GONE);
      return Verdict.GONE;
    }
    if (present.isThere() && present != seen && !world.has(Flaw.MIRRORS_CHANGED_ROWS)) {
      world.sees(Sighting.NAMESPACE_ROW_CHANGED);
      return Verdict.CHANGED;
    }
    boolean everything = world.has(Flaw.MIRRORS_OVER_CHOICES) || world.has(Flaw.MIRROR_ADDS_FIELDS);
    rewrite(world, namespace, present, seen, everything ? command.rendered() : command.rewrite());
    command.publication().ifPresent(what -> writeState(world, namespace, stateOf(what)));
    return Verdict.STANDS;
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
  private static Reply retract(Draft world, int namespace, Publication publication) {
    if (stateOf(publication).equals(world.get(NAMESPACES)[namespace].state())) {
      world.sees(Sighting.NAMESPACE_STATE_TAKEN_BACK);
      return writeState(world, namespace, StateRow.NONE);
    }
    return new Reply.Done();
  }

  private static StateRow stateOf(Publication what) {
    return new StateRow(what.state().text(), what.error(), false);
  }

  /** {@code remove.lua}: the row of a registration that is no more. */
  private static Verdict removeRow(Draft world, int namespace, ConfigRow lastSeen) {
    Namespace there = world.get(NAMESPACES)[namespace];
    if (!there.row().isThere()) {
      return Verdict.GONE;
    }
    if (there.row() != lastSeen && !world.has(Flaw.REMOVES_CHANGED_ROWS_THERE)) {
      world.sees(Sighting.NAMESPACE_ROW_LEFT);
      return Verdict.CHANGED;
    }
    world.sees(Sighting.NAMESPACE_ROW_REMOVED);
    if (there.row() != lastSeen) {
      world.violates(Property.NAMESPACE_KEEPS_WHAT_WAS_CHANGED);
    } else if (there.renewed()) {
      world.violates(Property.NAMESPACE_KEEPS_NEW_ROWS);
    }
    writeRow(world, namespace, ConfigRow.NONE);
    return Verdict.STANDS;
  }

  /** Nobody switches a namespace's events off here. */
  private static Verdict guard(Draft world, int namespace, Call.Guard guard) {
    Namespace there = world.get(NAMESPACES)[namespace];
    if (there.row() != ConfigRow.of(guard.expected())) {
      return there.row().isThere() ? Verdict.CHANGED : Verdict.GONE;
    }
    world.namespace(
        namespace,
        there
            .with(Watch.of(NamespaceSteps.FEATURE))
            .announcing(
                new Notice(Notice.Kind.BARRIER, NamespaceSteps.FEATURE, guard.barrier().value())));
    return Verdict.STANDS;
  }

  private static boolean isUntouched(Draft world, Namespace there) {
    if (there.watch().touched()) {
      world.sees(Sighting.NAMESPACE_WATCH_FOUND_A_TOUCH);
    }
    return (!there.watch().equals(Watch.NONE) && !there.watch().touched())
        || world.has(Flaw.WATCH_SKIPPED_THERE)
        || world.has(Flaw.REMOVES_CHANGED_TRACES_THERE);
  }

  /** {@code remove_trace.lua}. */
  private static Verdict removeTrace(Draft world, int namespace, Command.RemoveTrace command) {
    Namespace there = world.get(NAMESPACES)[namespace];
    ConfigRow seen = ConfigRow.of(command.expected());
    boolean stands = there.row() == seen;
    if (stands || (there.row().isThere() && world.has(Flaw.REMOVES_CHANGED_TRACES_THERE))) {
      world.sees(Sighting.NAMESPACE_TRACE_REMOVED);
      if (!stands || !seen.row().looksRevived() || there.building()) {
        world.violates(Property.DELETES_TRACES_ONLY);
      }
      writeRow(world, namespace, ConfigRow.NONE);
    }
    return stands ? Verdict.STANDS : Verdict.CHANGED;
  }

  /** Somebody, be it the daemon or another, changes the row. */
  static void writeRow(Draft world, int namespace, ConfigRow row) {
    Namespace there = world.get(NAMESPACES)[namespace];
    if (there.row() != row) {
      world.namespace(namespace, there.with(row));
      announceRow(
          world, namespace, row.isThere() ? Notice.Kind.ROW_WRITTEN : Notice.Kind.ROW_DELETED);
    }
  }

  /** Somebody touches the row, if only to write what it says already. */
  static void announceRow(Draft world, int namespace, Notice.Kind kind) {
    Namespace there = world.get(NAMESPACES)[namespace].touched();
    world.namespace(namespace, there.announcing(new Notice(kind, NamespaceSteps.FEATURE)));
  }

  static Reply writeState(Draft world, int namespace, StateRow state) {
    Namespace there = world.get(NAMESPACES)[namespace];
    if (!there.state().equals(state)) {
      world.namespace(
          namespace,
          there
              .with(state)
              .announcing(new Notice(Notice.Kind.STATE_TOUCHED, NamespaceSteps.FEATURE)));
    }
    return new Reply.Done();
  }
}
