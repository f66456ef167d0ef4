package dev.featured.adapters.demo;

import com.google.common.collect.ImmutableList;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the demo has shown, in a few lines. All figures are measured.
 *
 * @param convergence what became of the configuration
 * @param here what came of the races against the daemon
 * @param unfenced what came of the same races against the unfenced model
 * @param took how long it all took
 * @param trouble what else went wrong, if anything did
 */
record Summary(
    Convergence convergence,
    RaceReport here,
    RaceReport unfenced,
    Duration took,
    Optional<String> trouble) {
  /** 0 if all features converged, all races were played, and no row came back here; 1 otherwise. */
  int exitCode() {
    return convergence.complete() && here.clean() && trouble.isEmpty() ? 0 : 1;
  }

  ImmutableList<String> lines() {
    ImmutableList.Builder<String> lines = ImmutableList.builder();
    lines.add(
        "%d of %d features converged (%s)"
            .formatted(
                convergence.converged(),
                convergence.converged() + convergence.late().size(),
                convergence.states().entrySet().stream()
                    .map(state -> state.getValue() + " " + state.getKey())
                    .collect(Collectors.joining(", "))));
    convergence.late().forEach(late -> lines.add("  not " + late));
    lines.add("");
    lines.add(
        "%-36s %10s   %10s   %s".formatted("rows that came back", "here", "unfenced", "races"));
    for (RaceKind kind : RaceKind.ALL) {
      lines.add(line(kind.description(), here.tallies().get(kind), unfenced.tallies().get(kind)));
    }
    lines.add(
        "%-36s %10d   %10d"
            .formatted(
                "STATE_DB rows left behind",
                here.total().stateLeft(),
                unfenced.total().stateLeft()));
    if (here.total().stuck() + unfenced.total().stuck() > 0) {
      lines.add(
          "%-36s %10d   %10d"
              .formatted("races that got stuck", here.total().stuck(), unfenced.total().stuck()));
    }
    if (!here.watched()) {
      lines.add("The watch over the rows broke off: a revival may have been missed.");
    }
    trouble.ifPresent(lines::add);
    lines.add("");
    lines.add("%s, after %.1f s".formatted(verdict(), took.toMillis() / 1000.0));
    return lines.build();
  }

  private String verdict() {
    if (here.total().cameBack() > 0) {
      return "FAILED: a deleted row came back";
    }
    return exitCode() == 0 ? "OK: every row that was deleted stayed away" : "FAILED";
  }

  private static String line(String what, RaceTally here, RaceTally unfenced) {
    return "%-36s %10d   %10d   %d"
        .formatted(what, here.cameBack(), unfenced.cameBack(), here.played());
  }
}
