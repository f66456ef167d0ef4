package dev.featured.adapters.operator;

import dev.featured.adapters.redis.FeatureStatus;
import dev.featured.adapters.redis.LifecycleReport;
import dev.featured.engine.feature.Row;
import dev.featured.engine.feature.Wish;
import java.util.Optional;

/**
 * Why a feature is in its state, as far as what stands in Redis and the device's files tell.
 *
 * @param because one sentence
 * @param waitsFor what would have to happen for it to move on; empty if nothing is to be awaited
 */
public record Explanation(String because, Optional<String> waitsFor) {
  /**
   * Explains.
   *
   * @param status what Redis says
   * @param wish what its row wants on this device; empty if the row has no {@code state}
   * @param managed whether the daemon looks after features of that name
   * @param followed whether a daemon runs
   * @throws IllegalArgumentException if there is no row to explain
   */
  public static Explanation of(
      FeatureStatus status, Optional<Wish> wish, boolean managed, boolean followed) {
    if (status.row().isEmpty()) {
      throw new IllegalArgumentException(status.name() + " has no row");
    }
    if (!managed) {
      return settled("it is excluded (--exclude), so the daemon leaves it alone");
    }
    if (wish.isEmpty()) {
      return withoutState(status);
    }
    if (!followed) {
      return waiting("no daemon runs, so nobody acts on its row", "featured to be started");
    }
    if (status.report().isEmpty()) {
      return waiting("the daemon has not said anything of it yet", "its row to be read");
    }
    if (!status.isUpToDate()) {
      LifecycleReport report = status.report().get();
      boolean busy = !report.operation().isEmpty();
      return waiting(
          "the daemon still goes by an earlier row",
          busy ? report.operation() + " to end" : "its row to be read");
    }
    return of(status.report().get());
  }

  private static Explanation withoutState(FeatureStatus status) {
    return status.row().get() instanceof Row row && row.looksRevived()
        ? waiting(
            "its row has nothing but what an older daemon leaves behind",
            "two steady comparisons to find it so, which remove it")
        : settled("its row has no field 'state', so it is somebody else's and left alone");
  }

  private static Explanation of(LifecycleReport report) {
    return switch (report.state()) {
      case ABSENT ->
          waiting(
              "it is delayed, and its start waits",
              "PortInitDone, or the end of a warm boot, or the time limit for both");
      case ENABLING ->
          report.operation().isEmpty()
              ? waiting("its units shall be started", "a free place (--parallel)")
              : waiting(
                  "its units are being started",
                  report.operation() + " to end (systemctl list-jobs tells what systemd does)");
      case DISABLING ->
          report.operation().isEmpty()
              ? waiting("its units shall be stopped", "a free place (--parallel)")
              : waiting(
                  "its units are being stopped",
                  report.operation() + " to end (systemctl list-jobs tells what systemd does)");
      case ENABLED -> settled("its row wants it enabled, and its units were started");
      case DISABLED -> settled("its row wants it disabled, and its units were stopped");
      case FAILED ->
          report.wish() == LifecycleReport.Wish.UNCLEAR
              ? waiting("its row cannot be understood: " + report.error(), "another row")
              : waiting(
                  "the last operation failed: " + report.error(),
                  "the same wish to be written again, which tries again, or another one");
      case DEREGISTERED ->
          throw new IllegalArgumentException("nobody reports that there is nothing to report");
    };
  }

  private static Explanation settled(String because) {
    return new Explanation(because, Optional.empty());
  }

  private static Explanation waiting(String because, String waitsFor) {
    return new Explanation(because, Optional.of(waitsFor));
  }
}
