package dev.featured.model.world;

import com.google.common.collect.ImmutableList;
import dev.featured.engine.store.Servers;

/**
 * What is special about the switch of a setting, and about what is looked at there.
 *
 * @param namespaces the feature's row in each namespace at the beginning; empty on a switch without
 *     namespaces
 * @param servers where the host's databases are
 * @param warmBoot whether the daemon comes up in a warm boot
 * @param reports whether lifecycles are reported; where they are not, only who asks and waits would
 *     see a difference
 * @param severalAsics whether the switch has several ASICs, and each feature two sets of units
 * @param reloaded the rows that a reload of the configuration brings
 */
public record Circumstances(
    ImmutableList<ConfigRow> namespaces,
    Servers servers,
    boolean warmBoot,
    boolean reports,
    boolean severalAsics,
    ImmutableList<ConfigRow> reloaded) {
  static Circumstances usual(ImmutableList<ConfigRow> rows) {
    return new Circumstances(ImmutableList.of(), Servers.ONE, false, false, false, rows);
  }
}
