package dev.featured.adapters.demo;

import com.google.common.collect.ImmutableMap;
import java.util.Optional;

/**
 * One unit of the simulated systemd: what lies on the disk, and what runs. Guarded by its systemd's
 * lock.
 */
final class SimulatedUnit {
  /** What systemd calls {@code ActiveState} and {@code SubState}. */
  enum Activity {
    INACTIVE("inactive", "dead"),
    ACTIVATING("activating", "start"),
    ACTIVE("active", "running"),
    DEACTIVATING("deactivating", "stop-sigterm"),
    FAILED("failed", "failed");

    private final String activeState;
    private final String subState;

    Activity(String activeState, String subState) {
      this.activeState = activeState;
      this.subState = subState;
    }

    String activeState() {
      return activeState;
    }
  }

  private final String name;
  private boolean fileExists;
  private boolean enabled;
  private boolean masked;
  private Activity activity = Activity.INACTIVE;
  private String result = "success";
  private Optional<StartJob> job = Optional.empty();

  SimulatedUnit(String name) {
    this.name = name;
  }

  boolean fileExists() {
    return fileExists;
  }

  boolean masked() {
    return masked;
  }

  boolean enabled() {
    return enabled;
  }

  Activity activity() {
    return activity;
  }

  Optional<StartJob> job() {
    return job;
  }

  void fileExists(boolean exists) {
    fileExists = exists;
  }

  void masked(boolean value) {
    masked = value;
  }

  void enabled(boolean value) {
    enabled = value;
  }

  void starting(StartJob newJob) {
    job = Optional.of(newJob);
    activity = Activity.ACTIVATING;
  }

  void started() {
    job = Optional.empty();
    activity = Activity.ACTIVE;
    result = "success";
  }

  /** Ends a start that is under way; nothing happens if there is none. */
  void abortStart(StartJob.Outcome outcome, String newResult) {
    job.ifPresent(
        running -> {
          job = Optional.empty();
          activity = Activity.FAILED;
          result = newResult;
          running.end(outcome);
        });
  }

  void stopping() {
    activity = Activity.DEACTIVATING;
  }

  void stopped() {
    if (activity == Activity.DEACTIVATING) {
      activity = Activity.INACTIVE;
      result = "success";
    }
  }

  /** What {@code show} prints, in its order. */
  ImmutableMap<String, String> properties() {
    String unitFileState = "";
    if (masked) {
      unitFileState = "masked";
    } else if (fileExists) {
      unitFileState = enabled ? "enabled" : "disabled";
    }
    return ImmutableMap.of(
        "Result",
        result,
        "Id",
        name,
        "LoadState",
        masked ? "masked" : fileExists ? "loaded" : "not-found",
        "ActiveState",
        activity.activeState,
        "SubState",
        activity.subState,
        "UnitFileState",
        unitFileState);
  }
}
