package dev.featured.model.world;

import static dev.featured.model.world.Parts.ANNOUNCING;
import static dev.featured.model.world.Parts.ASKED;
import static dev.featured.model.world.Parts.BOOTING;
import static dev.featured.model.world.Parts.FLAG;
import static dev.featured.model.world.Parts.LIFECYCLES;
import static dev.featured.model.world.Parts.NOTICES;
import static dev.featured.model.world.Parts.PORTS;
import static dev.featured.model.world.Parts.RETURNED;
import static dev.featured.model.world.Parts.ROWS;
import static dev.featured.model.world.Parts.STATES;
import static dev.featured.model.world.Parts.SUBSCRIBED;
import static dev.featured.model.world.Parts.UNHEARD;
import static dev.featured.model.world.Parts.UNITS;
import static dev.featured.model.world.Parts.WATCH;
import static dev.featured.model.world.Parts.WRITE_BACK;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import dev.featured.engine.core.Command;
import dev.featured.engine.core.Publication;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.feature.RenderedRow;
import dev.featured.engine.feature.RowContent;
import dev.featured.engine.store.Call;
import dev.featured.engine.store.Reply;
import dev.featured.engine.store.Reply.Verdict;
import dev.featured.model.world.ConfigRow.Field;
import dev.featured.model.world.Unit.DropIn;
import dev.featured.model.world.World.Truth;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What the host's Redis does with a call of the daemon: the twin of the scripts and commands that
 * {@code Fence} and {@code FeatureStore} send, each atomic. A test holds it to a real Redis.
 */
final class RedisSteps {
  private RedisSteps() {}

  /** Whether nobody could have it answered otherwise in this setting. */
  static boolean isConstant(Draft world, Call call) {
    Setting setting = world.setting;
    if (call instanceof Call.Asked) {
      return !setting.circumstances().reports();
    }
    if (call instanceof Call.BootFlag) {
      return !setting.circumstances().warmBoot();
    }
    if (call instanceof Call.Announcements) {
      return !setting.mayHappen(Budget.EVENTS_OFF);
    }
    if (call instanceof Call.PortInitDone) {
      return !setting.mayHappen(Budget.PORTS);
    }
    return call instanceof Call.Leftovers
        && !setting.mayHappen(Budget.CRASH)
        && !setting.mayHappen(Budget.STOP);
  }

  static boolean mayWrite(Call call) {
    if (call instanceof Call.Rewrite rewrite) {
      return !rewrite.values().isEmpty();
    }
    if (call instanceof Call.Publish publish) {
      return publish.publication().isPresent();
    }
    return call instanceof Call.Guarded
        || call instanceof Call.Settle
        || call instanceof Call.Retract
        || call instanceof Call.Report
        || call instanceof Call.ReportAlone
        || call instanceof Call.RemoveReport
        || call instanceof Call.Forget
        || call instanceof Call.Disown
        || call instanceof Call.RemoveState
        || call instanceof Call.RemoveTrace;
  }

  /** The call itself of one that watches a row. */
  static Call unguarded(Call call) {
    return call instanceof Call.Guarded guarded ? guarded.write() : call;
  }

  /** The feature that a call that publishes is about. */
  static int featureOf(Draft world, Call sent) {
    Call call = unguarded(sent);
    FeatureName name =
        call instanceof Call.Settle settle ? settle.command().name() : ((Call.Publish) call).name();
    return world.setting.indexOf(name);
  }

  /**
   * Carries out a call.
   *
   * @param sent what was true when it was sent; empty if its daemon has been killed since
   * @return the answer; empty while a write-back without a fence has parts left
   */
  static Optional<Reply> host(Draft world, Call call, Optional<Truth> sent) {
    if (call instanceof Call.Guarded guarded) {
      boolean untouched = isUntouched(world);
      world.set(WATCH, Watch.NONE);
      return untouched ? host(world, guarded.write(), sent) : Optional.of(Verdict.CHANGED);
    }
    if (call instanceof Call.Settle settle) {
      return settle(world, settle.command(), sent);
    }
    return Optional.of(mayWrite(call) ? written(world, call, sent) : read(world, call));
  }

  private static boolean isUntouched(Draft world) {
    Watch watch = world.get(WATCH);
    if (watch.touched()) {
      world.sees(Sighting.WATCH_FOUND_A_TOUCH);
    }
    return (!watch.equals(Watch.NONE) && !watch.touched())
        || world.has(Flaw.WATCH_SKIPPED)
        || world.has(Flaw.REMOVES_CHANGED_TRACES);
  }

  // What only reads.

  private static Reply read(Draft world, Call call) {
    if (call instanceof Call.Configuration) {
      return new Reply.Answer(isLoaded(world));
    } else if (call instanceof Call.Announcements) {
      boolean missing = !world.get(ANNOUNCING);
      world.set(ANNOUNCING, true);
      return new Reply.Answer(missing && !world.has(Flaw.PORTS_MISSED_WHILE_SILENCED));
    } else if (call instanceof Call.BootFlag) {
      return new Reply.Answer(world.get(BOOTING));
    } else if (call instanceof Call.Leftovers) {
      removeLeftovers(world);
      return new Reply.Done();
    } else if (call instanceof Call.PortInitDone) {
      return new Reply.Answer(world.get(PORTS));
    } else if (call instanceof Call.Asked asked) {
      return new Reply.Asked(asked(world, asked.names()));
    } else if (call instanceof Call.Rows rows) {
      return new Reply.Rows(
          isLoaded(world) ? Optional.of(rows(world, rows.names())) : Optional.empty());
    } else if (call instanceof Call.Configured) {
      world.set(UNHEARD, world.get(UNHEARD) && !world.get(ANNOUNCING));
      return new Reply.Names(names(world, feature -> world.get(ROWS)[feature].isThere()));
    } else if (call instanceof Call.Published) {
      return new Reply.Names(
          names(
              world,
              feature ->
                  world.get(STATES)[feature].isThere()
                      || world.get(LIFECYCLES)[feature].isThere()));
    } else if (call instanceof Call.HasRow row) {
      return new Reply.Answer(world.get(ROWS)[world.setting.indexOf(row.name())].isThere());
    } else if (call instanceof Call.Forgettable forget) {
      return forgettable(world, world.setting.indexOf(forget.name()));
    } else if (call instanceof Call.Rewrite look) {
      int feature = world.setting.indexOf(look.name());
      return verdict(world, world.get(ROWS)[feature], look.expected()).orElse(Verdict.STANDS);
    } else if (call instanceof Call.Publish) {
      return Verdict.STANDS;
    } else if (call instanceof Call.Guard guard) {
      return guard(world, guard);
    } else {
      throw new AssertionError("a call that nobody told the model of: " + call);
    }
  }

  private static boolean isLoaded(Draft world) {
    if (world.has(Flaw.READS_WHILE_UNLOADED)) {
      if (!world.get(FLAG)) {
        world.violates(Property.READS_ONLY_WHAT_IS_LOADED);
      }
      return true;
    }
    return world.get(FLAG);
  }

  /** {@code DropIns.removeLeftovers}. */
  private static void removeLeftovers(Draft world) {
    for (int i = 0; i < world.get(UNITS).length; i++) {
      boolean left = !world.get(ROWS)[UnitSets.feature(world.setting, i)].isThere();
      if (left && world.get(UNITS)[i].dropIn() != DropIn.NONE) {
        world.unit(i, world.get(UNITS)[i].with(DropIn.NONE));
      }
    }
  }

  private static ImmutableSortedMap<FeatureName, String> asked(
      Draft world, ImmutableSortedSet<FeatureName> names) {
    ImmutableSortedMap.Builder<FeatureName, String> asked = ImmutableSortedMap.naturalOrder();
    for (FeatureName name : names) {
      String request = world.get(LIFECYCLES)[world.setting.indexOf(name)].asked();
      if (!request.isEmpty()) {
        asked.put(name, request);
      }
    }
    return asked.buildOrThrow();
  }

  private static ImmutableSortedMap<FeatureName, Optional<RenderedRow>> rows(
      Draft world, ImmutableSortedSet<FeatureName> names) {
    ImmutableSortedMap.Builder<FeatureName, Optional<RenderedRow>> rows =
        ImmutableSortedMap.naturalOrder();
    for (FeatureName name : names) {
      int feature = world.setting.indexOf(name);
      ConfigRow row = world.get(ROWS)[feature];
      rows.put(
          name,
          row.isThere()
              ? Optional.of(row.rendered(world.setting.circumstances()))
              : Optional.empty());
      world.set(ASKED, feature, world.get(ASKED)[feature].read());
    }
    return rows.buildOrThrow();
  }

  private static ImmutableSortedSet<FeatureName> names(Draft world, Predicate<Integer> wanted) {
    ImmutableSortedSet.Builder<FeatureName> names = ImmutableSortedSet.naturalOrder();
    for (int i = 0; i < world.setting.count(); i++) {
      if (wanted.test(i)) {
        names.add(world.setting.features().get(i));
      }
    }
    return names.build();
  }

  private static Verdict forgettable(Draft world, int feature) {
    if (!world.get(FLAG) && !world.has(Flaw.FORGETS_WHILE_UNLOADED)) {
      world.sees(Sighting.FORGET_WAITED);
      return Verdict.UNLOADED;
    }
    return world.get(ROWS)[feature].isThere() ? Verdict.BACK : Verdict.GONE;
  }

  private static Verdict guard(Draft world, Call.Guard guard) {
    int feature = world.setting.indexOf(guard.name());
    Optional<Verdict> refusal = verdict(world, world.get(ROWS)[feature], guard.expected());
    if (refusal.isPresent()) {
      return refusal.get();
    }
    if (!world.get(ANNOUNCING)) {
      return Verdict.UNANNOUNCED;
    }
    world.set(WATCH, Watch.of(feature));
    if (world.get(SUBSCRIBED)) {
      Notice barrier = new Notice(Notice.Kind.BARRIER, feature, guard.barrier().value());
      world.set(NOTICES, Lists.plus(world.get(NOTICES), barrier));
    }
    return Verdict.STANDS;
  }

  // What writes.

  private static Reply written(Draft world, Call call, Optional<Truth> sent) {
    if (call instanceof Call.Rewrite rewrite) {
      return rewrite(world, rewrite);
    } else if (call instanceof Call.Publish publish) {
      int feature = world.setting.indexOf(publish.name());
      DaemonWrites.publicationAlone(world, feature, publish.publication().orElseThrow(), sent);
      return Verdict.STANDS;
    } else if (call instanceof Call.Retract retract) {
      retract(world, world.setting.indexOf(retract.name()), retract.publication());
      return new Reply.Done();
    } else if (call instanceof Call.Report report) {
      return report(world, report);
    } else if (call instanceof Call.ReportAlone report) {
      int feature = world.setting.indexOf(report.name());
      DaemonWrites.report(world, feature, report.fields());
      return Verdict.STANDS;
    } else if (call instanceof Call.RemoveReport report) {
      world.set(LIFECYCLES, world.setting.indexOf(report.name()), LifecycleRow.NONE);
      return new Reply.Done();
    } else if (call instanceof Call.Forget forget) {
      return forget(world, world.setting.indexOf(forget.name()));
    } else if (call instanceof Call.Disown disown) {
      disown(world, world.setting.indexOf(disown.name()));
      return new Reply.Done();
    } else if (call instanceof Call.RemoveState removal) {
      removeState(world, world.setting.indexOf(removal.name()));
      return new Reply.Done();
    } else if (call instanceof Call.RemoveTrace removal) {
      return removeTrace(world, removal.command());
    } else {
      throw new AssertionError("a call that nobody told the model of: " + call);
    }
  }

  private static Optional<Reply> settle(Draft world, Command.Settle command, Optional<Truth> sent) {
    int feature = world.setting.indexOf(command.name());
    if (Unfenced.is(world.setting.subject())) {
      return unfenced(world, feature, command);
    }
    ConfigRow present = world.get(ROWS)[feature];
    noteReturn(world, feature, present, command, sent);
    Optional<Verdict> refusal = verdict(world, present, command.expected());
    if (refusal.isPresent()) {
      if (world.has(Flaw.PUBLISHES_UNSEEN)) {
        DaemonWrites.publication(world, feature, command.publication(), sent);
      }
      return Optional.of(refusal.get());
    }
    Map<String, String> values =
        world.has(Flaw.REWRITE_ADDS_FIELDS) ? command.rendered() : command.rewrite();
    DaemonWrites.row(
        world, feature, rewritten(world, present, values), ConfigRow.of(command.expected()));
    DaemonWrites.publication(world, feature, command.publication(), sent);
    return Optional.of(Verdict.STANDS);
  }

  private static Optional<Reply> unfenced(Draft world, int feature, Command.Settle command) {
    int part = world.get(WRITE_BACK);
    boolean done = Unfenced.step(world, feature, command, part);
    world.set(WRITE_BACK, done ? 0 : part + 1);
    return done ? Optional.of(Verdict.STANDS) : Optional.empty();
  }

  private static void noteReturn(
      Draft world, int feature, ConfigRow present, Command.Settle command, Optional<Truth> sent) {
    if (world.get(RETURNED)[feature] && sent.isPresent()) {
      world.set(RETURNED, feature, false);
      if (present == ConfigRow.of(command.expected())) {
        world.sees(Sighting.ROW_RETURNED_EQUAL);
      }
    }
  }

  private static Optional<Verdict> verdict(Draft world, ConfigRow present, RowContent expected) {
    if (!present.isThere() && !world.get(FLAG)) {
      return Optional.of(Verdict.CHANGED);
    }
    if (!present.isThere()) {
      world.sees(Sighting.FENCE_FOUND_ROW_GONE);
      return Optional.of(Verdict.GONE);
    }
    if (present != ConfigRow.of(expected) && !world.has(Flaw.REWRITES_CHANGED_ROWS)) {
      world.sees(Sighting.FENCE_FOUND_ROW_CHANGED);
      return Optional.of(Verdict.CHANGED);
    }
    return Optional.empty();
  }

  private static Reply rewrite(Draft world, Call.Rewrite call) {
    int feature = world.setting.indexOf(call.name());
    ConfigRow present = world.get(ROWS)[feature];
    Optional<Verdict> refusal = verdict(world, present, call.expected());
    if (refusal.isPresent()) {
      return refusal.get();
    }
    DaemonWrites.row(
        world, feature, rewritten(world, present, call.values()), ConfigRow.of(call.expected()));
    return Verdict.STANDS;
  }

  private static ConfigRow rewritten(Draft world, ConfigRow row, Map<String, String> values) {
    ConfigRow result = row;
    for (Map.Entry<String, String> value : values.entrySet()) {
      for (Field field : Field.values()) {
        boolean there = !row.value(field).isEmpty() || world.has(Flaw.REWRITE_ADDS_FIELDS);
        if (field.toString().equals(value.getKey()) && there) {
          result = result.with(field, value.getValue());
        }
      }
    }
    return result;
  }

  private static void retract(Draft world, int feature, Publication publication) {
    StateRow present = world.get(STATES)[feature];
    boolean still =
        present.state().equals(publication.state().text())
            && present.error().equals(publication.error());
    if (still) {
      world.sees(Sighting.STATE_TAKEN_BACK);
      world.writeState(feature, present.disowned());
    }
  }

  private static Reply report(Draft world, Call.Report call) {
    int feature = world.setting.indexOf(call.name());
    if (!world.get(ROWS)[feature].isThere()) {
      return Verdict.GONE;
    }
    DaemonWrites.report(world, feature, call.fields());
    return Verdict.STANDS;
  }

  private static Verdict forget(Draft world, int feature) {
    if (world.has(Flaw.NEVER_FORGETS)) {
      return Verdict.GONE;
    }
    Verdict found = forgettable(world, feature);
    if (found == Verdict.UNLOADED) {
      return found;
    }
    if (!world.get(FLAG) && world.get(STATES)[feature].isThere()) {
      world.violates(Property.FORGETS_NOTHING_UNLOADED);
    }
    if (found == Verdict.GONE || world.has(Flaw.FORGETS_UNSEEN)) {
      if (found == Verdict.BACK && world.get(STATES)[feature].foreign()) {
        world.violates(Property.KEEPS_OTHERS_FIELDS);
      }
      removeState(world, feature);
    } else if (!world.has(Flaw.FORGETS_NOTHING_OF_RETURNED_ROWS)) {
      disown(world, feature);
    }
    if (!world.get(STATES)[feature].state().isEmpty()) {
      world.violates(Property.FORGETS_ALL_OF_ITS_OWN);
    }
    return found;
  }

  private static void disown(Draft world, int feature) {
    world.sees(Sighting.FORGET_FOUND_ROW_BACK);
    world.writeState(feature, world.get(STATES)[feature].disowned());
    world.set(LIFECYCLES, feature, world.get(LIFECYCLES)[feature].disowned());
  }

  private static void removeState(Draft world, int feature) {
    world.writeState(feature, StateRow.NONE);
    world.set(LIFECYCLES, feature, LifecycleRow.NONE);
  }

  private static Verdict removeTrace(Draft world, Command.RemoveTrace command) {
    int feature = world.setting.indexOf(command.name());
    ConfigRow seen = ConfigRow.of(command.expected());
    ConfigRow present = world.get(ROWS)[feature];
    if (!present.isThere()) {
      return Verdict.GONE;
    }
    if (present != seen && !world.has(Flaw.REMOVES_CHANGED_TRACES)) {
      return Verdict.CHANGED;
    }
    world.sees(Sighting.TRACE_REMOVED);
    DaemonWrites.row(world, feature, ConfigRow.NONE, seen);
    return Verdict.STANDS;
  }
}
