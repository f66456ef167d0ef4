package dev.featured.model.recorded;

import com.google.common.collect.ImmutableList;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.lifecycle.LifecycleState;
import dev.featured.model.explore.Script;
import dev.featured.model.subjects.Subjects;
import dev.featured.model.trace.Trace;
import dev.featured.model.world.Budget;
import dev.featured.model.world.ConfigRow;
import dev.featured.model.world.ConfigRow.Field;
import dev.featured.model.world.Move;
import dev.featured.model.world.Setting;
import dev.featured.model.world.Subject;
import dev.featured.model.world.World;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Runs of the world that show what happens in the ordinary cases, in the two known races, and when
 * the daemon is killed. The others act when they are told to, and the rest happens by itself. Each
 * begins when the daemon has started and nothing happens any more, and ends when what it shows has
 * come to its end; the daemon's look at the echo of its own write is left out.
 */
public final class Runs {
  private static final FeatureName FEATURE = new FeatureName("dhcp_relay");
  private static final ConfigRow DISABLED =
      ConfigRow.of("state", "disabled", "has_per_asic_scope", "False", "auto_restart", "enabled");
  private static final ConfigRow ENABLED = DISABLED.with(Field.STATE, "enabled");
  private static final Setting.Edit DISABLE = new Setting.Edit(Field.STATE, "disabled");
  private static final Setting.Edit ENABLE = new Setting.Edit(Field.STATE, "enabled");
  private static final int OFTEN = 9;

  private Runs() {}

  /** All of them, in the order in which somebody should look at them. */
  public static ImmutableList<Recording> all() {
    return ImmutableList.of(
        run(
            "install",
            "A package is installed",
            "The new row says disabled. The unit is off already, so it is only given its drop-in.",
            Subjects.SHIPPED,
            ConfigRow.NONE,
            script -> script.then(Move.INSTALL).then(Move.GO_ON).until(published("disabled"))),
        run(
            "enable",
            "A feature is enabled",
            "The state is published after the start has succeeded, in one step with a look at the row.",
            Subjects.SHIPPED,
            DISABLED,
            script -> script.then(Move.ENABLE).until(published("enabled")).then(Move.GO_ON)),
        run(
            "disable",
            "A feature is disabled",
            "The unit is stopped, disabled and masked; then the state is published.",
            Subjects.SHIPPED,
            ENABLED,
            script -> script.then(Move.EDIT_0).until(published("disabled"))),
        run(
            "uninstall",
            "A package is uninstalled",
            "The package manager waits for disabled and deletes the row at once. No write of the daemon"
                + " is on its way then; what it does afterwards is to forget what it has published.",
            Subjects.SHIPPED,
            ENABLED,
            Runs::uninstall),
        run(
            "upgrade",
            "A package is upgraded, and keeps its name",
            "The row that comes back is a new registration, though its name is the same.",
            Subjects.SHIPPED,
            ENABLED,
            script ->
                script
                    .then(Move.UPGRADE)
                    .until(published("disabled"))
                    .then(Move.GO_ON)
                    .then(Move.GO_ON)
                    .then(Move.GO_ON)
                    .then(Move.GO_ON)
                    .until(published("enabled"))
                    .then(Move.GO_ON)),
        run(
            "race-write-back-today",
            "The first race, with today's write-back",
            "The package manager has waited for disabled, and deletes the row before the daemon has"
                + " written the scope into it. The write creates the row anew.",
            Subjects.UNFENCED,
            ENABLED,
            script -> deleted(script).until(world -> world.row(0).isThere())),
        run(
            "race-write-back-ours",
            "The first race, with this daemon",
            "The same is done at the same moments. The state was published in the script's one step, and"
                + " nothing was to follow it.",
            Subjects.SHIPPED,
            ENABLED,
            Runs::uninstall),
        run(
            "race-failed-start-today",
            "The second race, with today's write-back",
            "The package goes while its unit is being started. The start fails, the row is deleted, and"
                + " the daemon writes the state back into it.",
            Subjects.UNFENCED,
            DISABLED,
            script -> goneInTheStart(script).until(world -> world.row(0).isThere())),
        run(
            "race-failed-start-ours",
            "The second race, with this daemon",
            "The same is done at the same moments. The fence finds that the row is gone, and writes"
                + " nothing.",
            Subjects.SHIPPED,
            DISABLED,
            script -> goneInTheStart(script).until(published(""))),
        run(
            "fence-refuses",
            "A row is deleted between the decision and the write",
            "The daemon has decided to publish disabled, and its script has been sent. Then the row is"
                + " deleted by force. The script finds no row and writes nothing.",
            Subjects.SHIPPED,
            ENABLED,
            script ->
                script
                    .then(Move.EDIT_0)
                    .until(machine(LifecycleState.DISABLED))
                    .then(Move.SEND)
                    .then(Move.FORCE_UNINSTALL)
                    .then(Move.GO_ON)
                    .until(published(""))),
        run(
            "crash-during-start",
            "The daemon is killed during a start",
            "systemd goes on with the job. The new daemon compares everything, finds the unit as its row"
                + " wants it, and publishes that.",
            Subjects.SHIPPED,
            DISABLED,
            script ->
                script
                    .then(Move.EDIT_1)
                    .until(unit("activating"))
                    .then(Move.CRASH)
                    .until(published("enabled"))),
        run(
            "crash-with-write-sent",
            "The daemon is killed while its script is on its way",
            "Redis carries the script out after its sender is gone and after the row is. It looks at the"
                + " row itself, so it writes nothing.",
            Subjects.SHIPPED,
            ENABLED,
            script ->
                script
                    .then(Move.EDIT_0)
                    .until(machine(LifecycleState.DISABLED))
                    .then(Move.SEND)
                    .then(Move.CRASH)
                    .then(Move.FORCE_UNINSTALL)
                    .then(Move.GO_ON)
                    .then(Move.EXECUTE_ORPHAN)
                    .until(published(""))));
  }

  private static Script uninstall(Script script) {
    return deleted(script).until(published(""));
  }

  private static Script deleted(Script script) {
    return script
        .then(Move.UNINSTALL)
        .until(published("disabled"))
        .then(Move.GO_ON)
        .then(Move.GO_ON)
        .then(Move.GO_ON);
  }

  private static Script goneInTheStart(Script script) {
    return script
        .then(Move.EDIT_1)
        .until(machine(LifecycleState.ENABLING))
        .then(Move.FORCE_UNINSTALL)
        .until(machine(LifecycleState.FAILED))
        .then(Move.GO_ON);
  }

  private static Predicate<World> published(String state) {
    return world -> world.state(0).state().equals(state);
  }

  private static Predicate<World> machine(LifecycleState state) {
    return world -> world.machine(0).equals(Optional.of(state));
  }

  private static Predicate<World> unit(String activity) {
    return world -> world.unit(0).contains(", " + activity);
  }

  private static Recording run(
      String name,
      String title,
      String says,
      Subject subject,
      ConfigRow row,
      UnaryOperator<Script> what) {
    Setting setting = setting(subject, row);
    Script begun = Script.of(setting).rest();
    Script run = what.apply(begun);
    return new Recording(
        name,
        title,
        says,
        Optional.empty(),
        Trace.of(setting, run.schedule()).after(begun.length()));
  }

  private static Setting setting(Subject subject, ConfigRow row) {
    return new Setting(
            "recorded",
            subject,
            ImmutableList.of(FEATURE),
            1,
            ImmutableList.of(row),
            DISABLED,
            DISABLED)
        .editing(DISABLE, ENABLE)
        .letting(OFTEN, Budget.values());
  }
}
