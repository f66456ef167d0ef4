package dev.featured.adapters.dryrun;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.featured.adapters.redis.FeatureStatus;
import dev.featured.adapters.rows.Rewrite;
import dev.featured.adapters.systemd.Rehearsal;
import dev.featured.adapters.systemd.Rehearsal.Act;
import dev.featured.adapters.systemd.Rehearsal.Outcome;
import dev.featured.engine.core.Publication;
import dev.featured.engine.core.Task;
import dev.featured.engine.feature.Fields;
import dev.featured.engine.feature.Quoted;
import dev.featured.engine.feature.Row;
import java.util.Optional;

/** Compares what the daemon would want of a feature with what there is. */
final class Comparison {
  private final Rehearsal rehearsal;

  Comparison(Rehearsal rehearsal) {
    this.rehearsal = rehearsal;
  }

  /**
   * Compares.
   *
   * @param status what Redis says of the feature
   * @param intent what the daemon would want
   */
  Judgement of(FeatureStatus status, Intent intent) throws InterruptedException {
    ImmutableList.Builder<Difference> differences = ImmutableList.builder();
    if (intent.removesTrace()) {
      differences.add(
          new Difference(
              "remove its row",
              "it has nothing but what an older daemon leaves when it writes to a row that was"
                  + " deleted"));
    }
    if (intent.forgets() && !(status.published().isEmpty() && status.lifecycle().isEmpty())) {
      differences.add(
          new Difference("remove what STATE_DB says of it", "it has no row that is the daemon's"));
    }
    boolean moves = false;
    if (intent.task().isPresent()) {
      Task task = intent.task().get();
      Outcome outcome = rehearsal.of(task);
      if (outcome instanceof Outcome.TooEarly tooEarly) {
        return new Judgement.TooEarly(tooEarly.unit());
      } else if (outcome instanceof Outcome.Fails fails) {
        moves = true;
        differences.add(new Difference(verb(task) + " its units and fail", fails.problem()));
      } else if (outcome instanceof Outcome.Acts acts) {
        moves = acts.acts().stream().anyMatch(Act::movesUnits);
        acts.acts().forEach(act -> differences.add(difference(task, act)));
      }
    }
    if (status.row().isPresent() && status.row().get() instanceof Row row) {
      Rewrite.of(row, intent.rewrite())
          .forEach(
              rewrite -> differences.add(new Difference("rewrite its row", rewrite.toString())));
    }
    if (!moves) { // else it follows from what becomes of the units
      intent
          .publication()
          .flatMap(p -> difference(p, status.published()))
          .ifPresent(differences::add);
    }
    return new Judgement.Compared(differences.build());
  }

  private static String verb(Task task) {
    return task.kind() == Task.Kind.START ? "start" : "stop";
  }

  private static Difference difference(Task task, Act act) {
    if (!act.movesUnits()) {
      return new Difference(act.does(), act.found());
    }
    String wanted = task.kind() == Task.Kind.START ? "enabled" : "disabled";
    return new Difference(act.does(), "the row wants " + wanted + ", " + act.found());
  }

  private static Optional<Difference> difference(
      Publication wanted, ImmutableMap<String, String> published) {
    Optional<String> found = Optional.ofNullable(published.get(Fields.STATE));
    return found.equals(Optional.of(wanted.state().text()))
        ? Optional.empty()
        : Optional.of(
            new Difference(
                "publish " + wanted,
                "STATE_DB says " + found.map(Quoted::of).orElse("nothing") + " of its state"));
  }
}
