package dev.featured.model.world;

import static dev.featured.model.world.Parts.COMPARED_WHILE_BUILDING;
import static dev.featured.model.world.Parts.FOLLOWING;
import static dev.featured.model.world.Parts.NAMESPACES;

import dev.featured.model.world.ConfigRow.Field;

/** What others do in the databases of a namespace. */
final class NamespaceActors {
  private static final ConfigRow FIRST_FIELD = ConfigRow.NONE.with(Field.PER_ASIC, "False");

  private NamespaceActors() {}

  /** HSET: creates a row that is missing, and is announced though nothing changes. */
  private static void hset(Draft world, int namespace, ConfigRow fields) {
    Namespace there = world.get(NAMESPACES)[namespace];
    ConfigRow after = there.row().over(fields);
    if (after == there.row()) {
      NamespaceWrites.announceRow(world, namespace, Notice.Kind.ROW_WRITTEN);
    } else {
      NamespaceWrites.writeRow(world, namespace, after);
    }
  }

  // The package manager writes a row on the host first, then in each namespace, one by one.

  /**
   * It has written the host's row, and goes through the namespaces next.
   *
   * @param fields what it sets; none if it deletes the row
   */
  static void follow(Draft world, ConfigRow fields) {
    if (world.get(NAMESPACES).length > 0) {
      world.set(FOLLOWING, new Following(fields, 0));
    }
  }

  static void followInNext(Draft world) {
    Following following = world.get(FOLLOWING);
    int namespace = following.next();
    if (following.fields().isThere()) {
      hset(world, namespace, following.fields());
    } else {
      NamespaceWrites.writeRow(world, namespace, ConfigRow.NONE);
    }
    boolean last = namespace + 1 == world.get(NAMESPACES).length;
    world.set(
        FOLLOWING, last ? Following.NOTHING : new Following(following.fields(), namespace + 1));
  }

  // The operator, the row's owner, and somebody who cleans up.

  static boolean mayEdit(World world, int namespace, int number) {
    return number < world.setting.edits().size()
        && world.get(NAMESPACES)[namespace].row().isThere();
  }

  static void edit(Draft world, int namespace, int number) {
    Setting.Edit edit = world.setting.edits().get(number);
    hset(world, namespace, ConfigRow.NONE.with(edit.field(), edit.value()));
  }

  static void delete(Draft world, int namespace) {
    NamespaceWrites.writeRow(world, namespace, ConfigRow.NONE);
  }

  static void removeState(Draft world, int namespace) {
    NamespaceWrites.writeState(world, namespace, StateRow.NONE);
  }

  // Somebody who writes a new row field by field.

  static boolean mayBuild(World world, int namespace) {
    Namespace there = world.get(NAMESPACES)[namespace];
    return !there.building() && !there.row().isThere();
  }

  static void build(Draft world, int namespace) {
    hset(world, namespace, FIRST_FIELD);
    world.namespace(namespace, world.get(NAMESPACES)[namespace].building(true));
    world.set(COMPARED_WHILE_BUILDING, false);
  }

  static void finish(Draft world, int namespace) {
    world.namespace(namespace, world.get(NAMESPACES)[namespace].building(false));
    hset(world, namespace, world.setting.registered());
  }
}
