package dev.featured.adapters.systemd;

import com.google.common.base.Ticker;
import com.google.common.collect.ImmutableList;
import dev.featured.engine.core.OperationResult;
import dev.featured.engine.core.Task;
import dev.featured.engine.feature.FeatureName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Predicate;

/**
 * Finds out what an operation would do by carrying it out, in the daemon's own way, with a
 * systemctl that is only asked and with drop-ins that are only read. What would change something is
 * noted, and counts as done.
 *
 * <p>It keeps nothing between two operations and belongs to one thread.
 */
public final class Rehearsal {
  private final Systemctl systemctl;
  private final DropIns dropIns;

  /**
   * Looks at these parts of the machine.
   *
   * @param systemctl asks systemd; nothing else is done with it
   * @param folder where units are configured; on a switch {@code /etc/systemd/system}
   */
  public Rehearsal(Systemctl systemctl, Path folder) {
    this.systemctl = systemctl;
    this.dropIns = new DropIns(folder);
  }

  /** What an operation would come to. */
  public sealed interface Outcome {
    /**
     * It would do this.
     *
     * @param acts what it would do, in this order; empty if all is done already
     */
    record Acts(ImmutableList<Act> acts) implements Outcome {}

    /**
     * It would fail before it has done all.
     *
     * @param problem the command and how it ended
     */
    record Fails(String problem) implements Outcome {}

    /**
     * systemd is at work on one of the units, so it is too early to tell.
     *
     * @param unit the unit and its state
     */
    record TooEarly(String unit) implements Outcome {}
  }

  /**
   * Something that would be done.
   *
   * @param does what, as it would be put after "would"
   * @param found what was found instead
   * @param movesUnits whether it is done to a unit, and not to a file
   */
  public record Act(String does, String found, boolean movesUnits) {}

  /**
   * Goes through an operation.
   *
   * @throws InterruptedException if the caller is interrupted
   */
  public Outcome of(Task task) throws InterruptedException {
    OnlyAsked asked = new OnlyAsked(systemctl);
    OnlyRead read = new OnlyRead(dropIns);
    UnitOperations operations =
        new UnitOperations(asked, read, Ticker.systemTicker(), Rehearsal::neverWaits);
    try {
      UnitOperations.Progress progress = operations.prepare(task);
      if (progress instanceof UnitOperations.Progress.Ended ended) {
        return outcome(ended.result(), asked, read, false);
      }
      UnitOperations.Prepared prepared =
          ((UnitOperations.Progress.NeedsReload) progress).prepared();
      return outcome(operations.finish(prepared), asked, read, true);
    } catch (OnlyAsked.UnitChanging e) {
      return new Outcome.TooEarly(e.getMessage());
    }
  }

  /** Only a unit that is activating is waited for, and of that one nothing is told. */
  private static void neverWaits(Duration time) {
    throw new IllegalStateException("a rehearsal waits for nothing, not even for " + time);
  }

  private static Outcome outcome(
      OperationResult result, OnlyAsked asked, OnlyRead read, boolean reloads) {
    if (result instanceof OperationResult.Failed failed) {
      return new Outcome.Fails(failed.message());
    }
    ImmutableList<Act> acts =
        ImmutableList.<Act>builder().addAll(read.acts()).addAll(asked.acts()).build();
    return new Outcome.Acts(
        acts.isEmpty() && reloads
            ? ImmutableList.of(
                new Act("have systemd reload its files", "it has not read them yet", false))
            : acts);
  }

  /**
   * The drop-ins that a daemon that starts would remove: those of features that are gone.
   *
   * @param keeps whose drop-ins stay
   */
  public ImmutableList<Path> leftovers(Predicate<FeatureName> keeps) {
    return dropIns.leftovers(keeps);
  }
}
