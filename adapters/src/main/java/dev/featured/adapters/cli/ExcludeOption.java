package dev.featured.adapters.cli;

import com.google.common.collect.ImmutableSet;
import java.util.List;
import picocli.CommandLine.Option;

/** {@code --exclude}, for every command that treats features as the daemon does. */
final class ExcludeOption {
  @Option(
      names = "--exclude",
      paramLabel = "NAME",
      split = ",",
      defaultValue = "telemetry,frr_bmp",
      description = "Features that are left alone; an empty value excludes none.")
  private List<String> exclude;

  ImmutableSet<String> names() {
    return exclude.stream().filter(name -> !name.isBlank()).collect(ImmutableSet.toImmutableSet());
  }
}
