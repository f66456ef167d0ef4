package dev.featured.model.world;

import dev.featured.engine.feature.NamespaceRow;
import dev.featured.engine.feature.Wish;
import dev.featured.engine.feature.WishReader;
import dev.featured.engine.lifecycle.LifecycleState;
import dev.featured.model.world.ConfigRow.Field;
import dev.featured.model.world.ConfigRow.Wanted;
import dev.featured.model.world.Unit.DropIn;
import dev.featured.model.world.Unit.Link;
import dev.featured.model.world.World.Ended;
import java.util.Optional;

/** What must hold once nothing happens by itself any more. */
public final class Quiet {
  private Quiet() {}

  /**
   * Looks at a world in which nothing happens by itself.
   *
   * @return the properties that it violates
   */
  public static long violations(World world) {
    if (!world.flag || world.unheard) {
      return 0; // somebody else's move: a configuration is being loaded, a row being built
    }
    long violations = 0;
    for (int i = 0; i < world.rows.length; i++) {
      violations |= ofFeature(world, i);
    }
    for (Namespace namespace : world.namespaces) {
      violations |= ofNamespace(world, namespace);
    }
    return violations;
  }

  private static long ofNamespace(World world, Namespace namespace) {
    Optional<LifecycleState> machine = world.machine(0);
    ConfigRow row = world.rows[0];
    long violations = 0;
    if (!namespaceStateAgrees(machine, row, world.states[0], namespace.state())) {
      violations |= Draft.bit(Property.QUIET_NAMESPACE_STATE_AGREES);
    }
    if (!namespaceRowAgrees(world, machine, row, namespace.row())) {
      violations |= Draft.bit(Property.QUIET_NAMESPACE_ROW_AGREES);
    }
    return violations;
  }

  private static boolean namespaceStateAgrees(
      Optional<LifecycleState> machine, ConfigRow row, StateRow host, StateRow there) {
    if (machine.isEmpty()) {
      return row.isThere() ? there.state().isEmpty() : !there.isThere();
    }
    return switch (machine.get()) {
      case ENABLED, DISABLED, FAILED ->
          there.state().equals(host.state()) && there.error().equals(host.error());
      case ABSENT, ENABLING, DISABLING, DEREGISTERED -> true;
    };
  }

  private static boolean namespaceRowAgrees(
      World world, Optional<LifecycleState> machine, ConfigRow row, ConfigRow there) {
    boolean settled =
        machine.isPresent()
            && (machine.get() == LifecycleState.ENABLED
                || machine.get() == LifecycleState.DISABLED);
    if (!settled || !there.isThere()) {
      return true;
    }
    return WishReader.read(world.name(0), row.rendered(), Optional.empty())
        .filter(Wish.Clear.class::isInstance)
        .map(wish -> ((Wish.Clear) wish).rendered())
        .map(rendered -> new NamespaceRow(there.row()).rewrite(rendered).isEmpty())
        .orElse(true);
  }

  private static long ofFeature(World world, int feature) {
    Optional<LifecycleState> machine = world.machine(feature);
    ConfigRow row = world.rows[feature];
    long violations = 0;
    if (!machineAgrees(world, feature, machine, row)) {
      violations |= Draft.bit(Property.QUIET_MACHINE_AGREES);
    }
    if (!stateAgrees(machine, row, world.states[feature])) {
      violations |= Draft.bit(Property.QUIET_STATE_AGREES);
    }
    if (!unitAgrees(world.units[feature], machine, row)) {
      violations |= Draft.bit(Property.QUIET_UNITS_AGREE);
    }
    if (!rowAgrees(machine, row)) {
      violations |= Draft.bit(Property.QUIET_ROW_AGREES);
    }
    if (world.owing[feature]
        && !world.ended[feature].failed()
        && world.units[feature].isRunning()) {
      violations |= Draft.bit(Property.OWED_STOP_DONE);
    }
    if (waitsForEver(world, feature, machine, row)) {
      violations |= Draft.bit(Property.NOBODY_WAITS);
    }
    return violations;
  }

  private static boolean machineAgrees(
      World world, int feature, Optional<LifecycleState> machine, ConfigRow row) {
    if (row.wanted() == Wanted.NOTHING) {
      return machine.isEmpty();
    }
    if (machine.isEmpty()) {
      return false;
    }
    return switch (machine.get()) {
      case ABSENT ->
          row.wanted() == Wanted.ENABLED && row.value(Field.DELAYED).equals("True") && !world.ports;
      case ENABLED -> row.wanted() == Wanted.ENABLED;
      case DISABLED -> row.wanted() == Wanted.DISABLED;
      case FAILED -> hasFailed(row.wanted(), world.ended[feature]);
      case ENABLING, DISABLING, DEREGISTERED -> false;
    };
  }

  /** Failed is who tried what the row wants, and failed in it. */
  private static boolean hasFailed(Wanted wanted, Ended ended) {
    return switch (wanted) {
      case ENABLED -> ended == Ended.START_FAILED || ended == Ended.RESTART_FAILED;
      case DISABLED -> ended == Ended.STOP_FAILED || ended == Ended.RESTART_FAILED;
      case UNCLEAR -> true;
      case NOTHING -> false;
    };
  }

  private static boolean stateAgrees(
      Optional<LifecycleState> machine, ConfigRow row, StateRow state) {
    if (machine.isEmpty()) {
      return row.isThere() ? state.state().isEmpty() && state.error().isEmpty() : !state.isThere();
    }
    return switch (machine.get()) {
      case ENABLED, DISABLED ->
          state.state().equals(machine.get().toString()) && state.error().isEmpty();
      case FAILED -> state.state().equals("failed") && !state.error().isEmpty();
      case ABSENT, ENABLING, DISABLING, DEREGISTERED -> true;
    };
  }

  private static boolean unitAgrees(Unit unit, Optional<LifecycleState> machine, ConfigRow row) {
    if (machine.isEmpty()) {
      return true;
    }
    return switch (machine.get()) {
      case ENABLED ->
          unit.isActive()
              && unit.link() != Link.MASKED
              && unit.dropIn() == restart(row)
              && unit.dropInForce() == unit.dropIn();
      case DISABLED ->
          !unit.isRunning()
              && (!unit.file() || unit.link() != Link.ENABLED)
              && unit.equals(unit.reloaded());
      case FAILED, ABSENT, ENABLING, DISABLING, DEREGISTERED -> true;
    };
  }

  private static DropIn restart(ConfigRow row) {
    return row.value(Field.AUTO_RESTART).equals("enabled") ? DropIn.ALWAYS : DropIn.NO;
  }

  /** A row that cannot be understood stays as it is. */
  private static boolean rowAgrees(Optional<LifecycleState> machine, ConfigRow row) {
    boolean settled = machine.isPresent() && row.wanted() != Wanted.UNCLEAR;
    return !settled
        || (!row.value(Field.STATE).startsWith("{{")
            && !row.value(Field.PER_ASIC).startsWith("{{"));
  }

  private static boolean waitsForEver(
      World world, int feature, Optional<LifecycleState> machine, ConfigRow row) {
    Packager packager = world.packagers[feature];
    boolean waits = packager.awaitsDisabled() || packager == Packager.AWAITING_ENABLED;
    if (!waits || world.following.isLeft() || ActorSteps.mayGoOn(world, feature)) {
      return false;
    }
    Wanted awaited = packager.awaitsDisabled() ? Wanted.DISABLED : Wanted.ENABLED;
    boolean forThePorts = machine.isPresent() && machine.get() == LifecycleState.ABSENT;
    return row.wanted() == awaited && !forThePorts;
  }
}
