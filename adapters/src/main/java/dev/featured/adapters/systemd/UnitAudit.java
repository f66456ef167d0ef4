package dev.featured.adapters.systemd;

import com.google.common.collect.ImmutableList;
import dev.featured.engine.feature.RestartPolicy;
import dev.featured.engine.feature.UnitName;
import java.util.Optional;

/** Tells where units are not as the daemon has left them. It changes nothing. */
public final class UnitAudit {
  private final Systemctl systemctl;
  private final DropIns dropIns;

  /** Looks at these parts of the machine. */
  public UnitAudit(Systemctl systemctl, DropIns dropIns) {
    this.systemctl = systemctl;
    this.dropIns = dropIns;
  }

  /**
   * What is wrong with a unit that shall run.
   *
   * @param restart what its drop-in shall say
   * @throws InterruptedException if the caller is interrupted
   */
  public Optional<String> wantedUp(UnitName unit, RestartPolicy restart)
      throws InterruptedException {
    Optional<UnitState> state = read(unit);
    if (state.isEmpty()) {
      return unknown(unit);
    }
    return state.get().isUp()
        ? dropInProblem(unit, restart)
        : Optional.of(unit + " shall run and is " + state.get().forReading());
  }

  /**
   * What is wrong with a unit that shall not run.
   *
   * @throws InterruptedException if the caller is interrupted
   */
  public Optional<String> wantedDown(UnitName unit) throws InterruptedException {
    Optional<UnitState> state = read(unit);
    if (state.isEmpty()) {
      return unknown(unit);
    }
    return state.get().isRunning()
        ? Optional.of(unit + " shall not run and is " + state.get().forReading())
        : Optional.empty();
  }

  private static Optional<String> unknown(UnitName unit) {
    return Optional.of(unit + ": systemctl does not tell its state");
  }

  private Optional<String> dropInProblem(UnitName unit, RestartPolicy restart) {
    try {
      return dropIns.says(unit, restart)
          ? Optional.empty()
          : Optional.of(
              unit + ": its drop-in auto_restart.conf does not say " + restart.systemdValue());
    } catch (DropInFault e) {
      return Optional.of(unit + ": " + e.getMessage());
    }
  }

  private Optional<UnitState> read(UnitName unit) throws InterruptedException {
    Systemctl.Result result =
        systemctl.run(ImmutableList.of("show", "-p", UnitState.PROPERTIES, "--", unit.toString()));
    return result instanceof Systemctl.Result.Exited exited && exited.code() == 0
        ? UnitState.parse(exited.output())
        : Optional.empty();
  }
}
