package dev.featured.adapters.dryrun;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what a dry run has told. */
final class Told implements Report {
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private volatile Optional<Summary> summary = Optional.empty();

  @Override
  public void differs(String about, Difference difference) {
    lines.add(about + ": " + difference);
  }

  @Override
  public void agrees(String about) {
    lines.add(about + ": agrees");
  }

  @Override
  public void ends(Summary end) {
    summary = Optional.of(end);
  }

  ImmutableList<String> lines() {
    return ImmutableList.copyOf(lines);
  }

  Optional<Summary> summary() {
    return summary;
  }
}
