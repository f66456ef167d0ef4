package dev.featured.model.trace;

import com.google.common.collect.ImmutableList;
import dev.featured.engine.lifecycle.LifecycleState;
import dev.featured.model.trace.Frame.Change;
import dev.featured.model.world.World;

/** What can be seen of a world, and what of it is different from another. */
final class Changes {
  private Changes() {}

  static ImmutableList<Change> all(World world) {
    ImmutableList.Builder<Change> all = ImmutableList.builder();
    for (int i = 0; i < world.setting().features().size(); i++) {
      String name = world.setting().features().get(i).value();
      all.add(new Change("CONFIG_DB " + name, world.row(i).toString()));
      all.add(new Change("STATE_DB " + name, world.state(i).toString()));
      all.add(new Change("unit " + name, world.unit(i)));
      all.add(
          new Change(
              "machine " + name,
              world.machine(i).map(LifecycleState::toString).orElse("no registration")));
    }
    for (int i = 0; i < world.setting().namespaces().size(); i++) {
      all.add(new Change("CONFIG_DB of asic" + i, world.namespaceRow(i).toString()));
      all.add(new Change("STATE_DB of asic" + i, world.namespaceState(i).toString()));
    }
    all.add(new Change("CONFIG_DB_INITIALIZED", world.flag() ? "1" : "gone"));
    return all.build();
  }

  static ImmutableList<Change> between(World before, World after) {
    ImmutableList<Change> old = all(before);
    return all(after).stream()
        .filter(change -> !old.contains(change))
        .collect(ImmutableList.toImmutableList());
  }
}
