package dev.featured.model.world;

import static dev.featured.model.world.Parts.BOOTING;
import static dev.featured.model.world.Parts.ENDED;
import static dev.featured.model.world.Parts.FAULTED;
import static dev.featured.model.world.Parts.FLAG;
import static dev.featured.model.world.Parts.FOLLOWING;
import static dev.featured.model.world.Parts.LIFECYCLES;
import static dev.featured.model.world.Parts.NAMESPACES;
import static dev.featured.model.world.Parts.OWING;
import static dev.featured.model.world.Parts.PACKAGERS;
import static dev.featured.model.world.Parts.PORTS;
import static dev.featured.model.world.Parts.PORTS_NEWS;
import static dev.featured.model.world.Parts.REGISTRY;
import static dev.featured.model.world.Parts.ROWS;
import static dev.featured.model.world.Parts.STATES;
import static dev.featured.model.world.Parts.TRY_DUE;
import static dev.featured.model.world.Parts.UNHEARD;
import static dev.featured.model.world.Parts.UNITS;
import static dev.featured.model.world.Parts.UP;

import com.google.common.collect.ImmutableSortedMap;
import dev.featured.engine.core.Standing;
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
  private static final ImmutableSortedMap<String, String> NOTHING = ImmutableSortedMap.of();

  private Quiet() {}

  /**
   * Looks at a world in which nothing happens by itself.
   *
   * @return the properties that it violates
   */
  public static long violations(World world) {
    if (!world.get(FLAG) || world.get(UNHEARD)) {
      return 0; // somebody else's move: a configuration is being loaded, a row being built
    }
    long violations = 0;
    for (int i = 0; i < world.get(ROWS).length; i++) {
      violations |= ofFeature(world, i);
    }
    for (Namespace namespace : world.get(NAMESPACES)) {
      violations |= ofNamespace(world, namespace);
    }
    return violations;
  }

  private static long ofNamespace(World world, Namespace namespace) {
    Optional<LifecycleState> machine = world.machine(0);
    ConfigRow row = world.get(ROWS)[0];
    long violations = 0;
    if (!namespaceStateAgrees(machine, row, world.get(STATES)[0], namespace.state())) {
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
    return WishReader.read(
            world.name(0), row.rendered(world.setting.circumstances()), Optional.empty())
        .filter(Wish.Clear.class::isInstance)
        .map(wish -> ((Wish.Clear) wish).rendered())
        .map(rendered -> new NamespaceRow(there.row()).rewrite(rendered).isEmpty())
        .orElse(true);
  }

  private static long ofFeature(World world, int feature) {
    Optional<LifecycleState> machine = world.machine(feature);
    ConfigRow row = world.get(ROWS)[feature];
    long violations = 0;
    if (!machineAgrees(world, feature, machine, row)) {
      violations |= Draft.bit(Property.QUIET_MACHINE_AGREES);
    }
    if (!stateAgrees(machine, row, world.get(STATES)[feature])) {
      violations |= Draft.bit(Property.QUIET_STATE_AGREES);
    }
    if (!unitsAgree(world, feature, machine, row)) {
      violations |= Draft.bit(Property.QUIET_UNITS_AGREE);
    }
    if (!world.get(FAULTED)[feature] && !rowAgrees(machine, row)) {
      violations |= Draft.bit(Property.QUIET_ROW_AGREES);
    }
    if (world.get(OWING)[feature]
        && !world.get(ENDED)[feature].failed()
        && isRunning(world, feature)) {
      violations |= Draft.bit(Property.OWED_STOP_DONE);
    }
    boolean failed = machine.equals(Optional.of(LifecycleState.FAILED));
    if (failed && world.get(TRY_DUE)[feature] && isTryable(world, feature, row)) {
      violations |= Draft.bit(Property.TRIES_WHAT_IS_WRITTEN);
    }
    boolean delayed = row.value(Field.DELAYED).equals("True") && row.wanted() == Wanted.ENABLED;
    if (failed && delayed && world.get(PORTS_NEWS)[feature] && isTryable(world, feature, row)) {
      violations |= Draft.bit(Property.STARTS_WITH_THE_PORTS);
    }
    violations |= ofReports(world, feature);
    if (waitsForEver(world, feature, machine, row)) {
      violations |= Draft.bit(Property.NOBODY_WAITS);
    }
    return violations;
  }

  private static boolean isTryable(World world, int feature, ConfigRow row) {
    return !world.get(FAULTED)[feature] && row.wanted() != Wanted.UNCLEAR;
  }

  private static long ofReports(World world, int feature) {
    if (!world.setting.circumstances().reports() || !world.get(UP)) {
      return 0;
    }
    LifecycleRow reported = world.get(LIFECYCLES)[feature];
    Optional<Standing> standing = world.get(REGISTRY).standing(world.name(feature));
    long violations = 0;
    if (!reported.fields().equals(standing.map(LifecycleRow::fields).orElse(NOTHING))) {
      violations |= Draft.bit(Property.QUIET_REPORT_AGREES);
    }
    String answered = standing.map(Standing::answered).orElse(reported.asked());
    if (!answered.equals(reported.asked())) {
      violations |= Draft.bit(Property.ANSWERS_WHAT_IS_ASKED);
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
          row.wanted() == Wanted.ENABLED
              && row.value(Field.DELAYED).equals("True")
              && (!world.get(PORTS) || world.get(BOOTING));
      case ENABLED -> row.wanted() == Wanted.ENABLED;
      case DISABLED -> row.wanted() == Wanted.DISABLED;
      case FAILED ->
          world.get(FAULTED)[feature] || hasFailed(row.wanted(), world.get(ENDED)[feature]);
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

  private static boolean isRunning(World world, int feature) {
    for (int set = 0; set < UnitSets.count(world.setting); set++) {
      if (world.get(UNITS)[UnitSets.unit(world.setting, feature, set)].isRunning()) {
        return true;
      }
    }
    return false;
  }

  private static boolean unitsAgree(
      World world, int feature, Optional<LifecycleState> machine, ConfigRow row) {
    if (!unitAgrees(world.get(UNITS)[feature], machine, row)) {
      return false;
    }
    if (!world.setting.circumstances().severalAsics()) {
      return true;
    }
    int ofAsics = UnitSets.unit(world.setting, feature, UnitSets.OF_ASICS);
    Unit unit = world.get(UNITS)[ofAsics];
    return row.isOfEachAsic() ? unitAgrees(unit, machine, row) : isPutAway(unit, machine);
  }

  /** Units of a scope that is switched off. */
  private static boolean isPutAway(Unit unit, Optional<LifecycleState> machine) {
    if (machine.isEmpty()) {
      return true;
    }
    return switch (machine.get()) {
      case ENABLED, DISABLED ->
          !unit.isRunning()
              && (!unit.file() || unit.link() == Link.MASKED)
              && unit.maskInForce() == (unit.link() == Link.MASKED);
      case FAILED, ABSENT, ENABLING, DISABLING, DEREGISTERED -> true;
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
    Packager packager = world.get(PACKAGERS)[feature];
    boolean waits = packager.awaitsDisabled() || packager == Packager.AWAITING_ENABLED;
    if (!waits || world.get(FOLLOWING).isLeft() || ActorSteps.mayGoOn(world, feature)) {
      return false;
    }
    Wanted awaited = packager.awaitsDisabled() ? Wanted.DISABLED : Wanted.ENABLED;
    boolean forThePorts = machine.isPresent() && machine.get() == LifecycleState.ABSENT;
    return row.wanted() == awaited && !forThePorts;
  }
}
