package dev.featured.engine.store;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import dev.featured.engine.core.BarrierId;
import dev.featured.engine.core.Command;
import dev.featured.engine.core.OperationId;
import dev.featured.engine.core.Publication;
import dev.featured.engine.core.RegistrationId;
import dev.featured.engine.core.Task;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.feature.RestartPolicy;
import dev.featured.engine.feature.Row;
import java.util.Map;
import java.util.Optional;

/** What the core wants done. */
final class Wanted {
  static final FeatureName BGP = new FeatureName("bgp");
  static final FeatureName LLDP = new FeatureName("lldp");
  static final FeatureName SNMP = new FeatureName("snmp");

  static final Row ROW = Row.of(Map.of("state", "{{ x }}"));
  static final Row OTHER_ROW = Row.of(Map.of("state", "disabled"));
  static final Row TRACE = Row.of(Map.of("has_per_asic_scope", "False"));
  static final ImmutableSortedMap<String, String> REWRITE =
      ImmutableSortedMap.of("state", "enabled");
  static final Publication ENABLED = new Publication(Publication.State.ENABLED, "");
  static final Publication FAILED = new Publication(Publication.State.FAILED, "why");

  private Wanted() {}

  static Command.Settle settle(
      FeatureName name,
      long registration,
      Row expected,
      ImmutableSortedMap<String, String> rewrite,
      Optional<Publication> publication) {
    return new Command.Settle(
        name, new RegistrationId(registration), expected, rewrite, rewrite, publication);
  }

  static Command.Settle settle(FeatureName name, long registration) {
    return settle(name, registration, ROW, REWRITE, Optional.of(ENABLED));
  }

  static Command.Settle settle(FeatureName name) {
    return settle(name, 1);
  }

  static Command.Forget forget(FeatureName name) {
    return new Command.Forget(name);
  }

  static Command.RemoveTrace removeTrace(FeatureName name) {
    return new Command.RemoveTrace(name, TRACE);
  }

  /** What puts an immutable state back. */
  static Command.Settle settleBehind(long barrier, FeatureName name) {
    return new Command.Settle(
        name,
        new RegistrationId(1),
        ROW,
        REWRITE,
        REWRITE,
        Optional.of(ENABLED),
        Optional.of(new BarrierId(barrier)));
  }

  static Command.RemoveTrace removeTraceBehind(long barrier, FeatureName name) {
    return new Command.RemoveTrace(name, TRACE, Optional.of(new BarrierId(barrier)));
  }

  static Command.Conclude conclude(FeatureName name, long barrier, boolean stands) {
    return new Command.Conclude(name, new BarrierId(barrier), stands);
  }

  static Command.ReadRows read(FeatureName... names) {
    return new Command.ReadRows(ImmutableSortedSet.copyOf(names));
  }

  static Command.Operate operate(FeatureName name) {
    return new Command.Operate(
        name,
        new RegistrationId(1),
        new OperationId(2),
        Task.of(Task.Kind.STOP, ImmutableList.of(), ImmutableList.of(), RestartPolicy.NO));
  }

  // The calls for it, where both databases are on one server.

  static Call settling(Command.Settle command) {
    return new Call.Settle(command);
  }

  static Call reporting(FeatureName name, String state) {
    return new Call.Report(name, ImmutableSortedMap.of("state", state));
  }

  static Call forgetting(FeatureName name) {
    return new Call.Forget(name);
  }

  static Call removingTrace(FeatureName name) {
    return new Call.RemoveTrace(removeTrace(name));
  }
}
