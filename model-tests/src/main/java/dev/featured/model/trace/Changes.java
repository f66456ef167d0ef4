package dev.featured.model.trace;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import dev.featured.engine.lifecycle.LifecycleState;
import dev.featured.model.trace.Frame.Change;
import dev.featured.model.world.ConfigRow;
import dev.featured.model.world.Party;
import dev.featured.model.world.StateRow;
import dev.featured.model.world.World;

/** What can be seen of a world, and what of it is different from another. */
final class Changes {
  private static final Splitter PARTS = Splitter.on(", ");
  private static final ImmutableList<String> NO_ROW = ImmutableList.of("no row");

  private Changes() {}

  private static ImmutableList<Change> all(World world) {
    ImmutableList.Builder<Change> all = ImmutableList.builder();
    for (int i = 0; i < world.setting().features().size(); i++) {
      String name = world.setting().features().get(i).value();
      all.add(new Change(Party.CONFIG_DB, "CONFIG_DB", name, parts(world.row(i))));
      all.add(new Change(Party.STATE_DB, "STATE_DB", name, parts(world.state(i))));
      all.add(
          new Change(
              Party.SYSTEMD, "unit", name, ImmutableList.copyOf(PARTS.split(world.unit(i)))));
      if (world.setting().circumstances().severalAsics()) {
        all.add(
            new Change(
                Party.SYSTEMD,
                "units of the ASICs",
                name,
                ImmutableList.copyOf(PARTS.split(world.unitOfAsics(i)))));
      }
      all.add(
          new Change(
              Party.FEATURED,
              "machine",
              name,
              ImmutableList.of(
                  world.machine(i).map(LifecycleState::toString).orElse("no registration"))));
    }
    for (int i = 0; i < world.setting().circumstances().namespaces().size(); i++) {
      String asic = "of asic" + i;
      all.add(new Change(Party.CONFIG_DB, "CONFIG_DB", asic, parts(world.namespaceRow(i))));
      all.add(new Change(Party.STATE_DB, "STATE_DB", asic, parts(world.namespaceState(i))));
    }
    all.add(
        new Change(
            Party.CONFIG_DB,
            "CONFIG_DB",
            "CONFIG_DB_INITIALIZED",
            ImmutableList.of(world.flag() ? "1" : "gone")));
    return all.build();
  }

  /** What a reader has to know of a first world; that the configuration is loaded goes unsaid. */
  static ImmutableList<Change> atFirst(World world) {
    ImmutableList<Change> all = all(world);
    return world.flag() ? all.subList(0, all.size() - 1) : all;
  }

  static ImmutableList<Change> between(World before, World after) {
    ImmutableList<Change> old = all(before);
    return all(after).stream()
        .filter(change -> !old.contains(change))
        .collect(ImmutableList.toImmutableList());
  }

  private static ImmutableList<String> parts(ConfigRow row) {
    ImmutableList.Builder<String> parts = ImmutableList.builder();
    for (ConfigRow.Field field : ConfigRow.Field.values()) {
      add(parts, field.toString(), row.value(field));
    }
    return row.isThere() ? parts.build() : NO_ROW;
  }

  private static ImmutableList<String> parts(StateRow row) {
    ImmutableList.Builder<String> parts = ImmutableList.builder();
    add(parts, "state", row.state());
    add(parts, "error_message", row.error());
    add(parts, "container_id", row.foreign() ? "x" : "");
    ImmutableList<String> built = parts.build();
    return built.isEmpty() ? NO_ROW : built;
  }

  private static void add(ImmutableList.Builder<String> parts, String field, String value) {
    if (!value.isEmpty()) {
      parts.add(field + "=" + value);
    }
  }
}
