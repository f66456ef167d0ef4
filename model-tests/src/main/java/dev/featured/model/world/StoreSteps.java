package dev.featured.model.world;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import dev.featured.engine.core.Command;
import dev.featured.engine.core.Event;
import dev.featured.engine.core.SettleOutcome;
import dev.featured.engine.core.Task;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.feature.RenderedRow;
import dev.featured.engine.feature.Row;
import dev.featured.model.world.ConfigRow.Field;
import dev.featured.model.world.World.Ended;
import java.util.Map;
import java.util.Optional;

/**
 * What the daemon's store thread does, and what Redis does for it. Between a script's issue, its
 * execution and the passing on of its answer anything may happen.
 */
final class StoreSteps {
  private StoreSteps() {}

  static void send(Draft world) {
    StoreTask task = world.tasks[0];
    Ended ended =
        task instanceof StoreTask.Settle settle
            ? reached(world, world.setting.indexOf(settle.command().name()))
            : Ended.NEVER;
    world.inHand = Optional.of(InHand.sent(task, ended));
    world.tasks = Parts.without(world.tasks, 0);
  }

  /** What units have come to is not known any more once an operation is at work on them. */
  private static Ended reached(Draft world, int feature) {
    Worker worker = world.workers[feature];
    boolean changing = worker.does(Task.Kind.START) || worker.does(Task.Kind.STOP);
    return changing ? Ended.NEVER : world.ended[feature];
  }

  static boolean mayExecute(World world) {
    return world.inHand.isPresent() && world.inHand.get().answer().isEmpty();
  }

  static boolean mayAnswer(World world) {
    return world.inHand.isPresent() && world.inHand.get().answer().isPresent();
  }

  static boolean mayRefuse(World world) {
    return mayExecute(world) && world.inHand.get().task() instanceof StoreTask.Settle;
  }

  static void execute(Draft world) {
    InHand hand = world.inHand.orElseThrow();
    StoreTask task = hand.task();
    if (task instanceof StoreTask.Read read) {
      world.inHand = read(world, read.command()).map(hand::answered);
    } else if (task instanceof StoreTask.Compare comparison) {
      world.inHand = compare(world, hand, comparison);
    } else if (task instanceof StoreTask.Settle settle) {
      world.inHand = Optional.of(settle(world, hand, settle.command()));
    } else if (task instanceof StoreTask.Forget forget) {
      if (forget(world, world.setting.indexOf(forget.name()))) {
        NamespaceSteps.forget(world);
      }
      world.inHand = Optional.empty();
    } else if (task instanceof StoreTask.RemoveTrace removal) {
      removeTrace(world, removal.command());
      world.inHand = Optional.empty();
    }
  }

  static void answer(Draft world) {
    InHand hand = world.inHand.orElseThrow();
    if (hand.task() instanceof StoreTask.Read) {
      world.postponed = Optional.empty();
    }
    tellNamespaces(world, hand);
    world.post(hand.answer().orElseThrow());
    world.inHand = Optional.empty();
  }

  private static void tellNamespaces(Draft world, InHand hand) {
    if (hand.task() instanceof StoreTask.Compare comparison) {
      NamespaceSteps.compare(world, comparison.steady());
    } else if (hand.task() instanceof StoreTask.Settle settle
        && ((Event.Settled) hand.answer().orElseThrow()).outcome()
            instanceof SettleOutcome.Applied applied) {
      NamespaceSteps.settle(world, settle.command().applied(applied.content()));
    }
  }

  /** The answer gets lost; as soon as Redis answers again, the same is done once more. */
  static void loseAnswer(Draft world) {
    InHand hand = world.inHand.orElseThrow();
    world.sees(Sighting.ANSWER_LOST);
    if (world.has(Flaw.LOST_ANSWER_GIVEN_UP)) {
      world.inHand = Optional.empty();
    } else {
      world.inHand = Optional.of(InHand.sent(hand.task(), hand.ended()));
    }
  }

  /** Redis refuses a write for a reason that passes. */
  static void refuse(Draft world) {
    InHand hand = world.inHand.orElseThrow();
    Command.Settle command = ((StoreTask.Settle) hand.task()).command();
    int feature = world.setting.indexOf(command.name());
    if (!world.has(Flaw.REFUSED_WRITES_GIVEN_UP)) {
      world.refused = Draft.with(world.refused, feature, true);
    }
    SettleOutcome refusal = new SettleOutcome.Refused("READONLY", true);
    world.inHand =
        Optional.of(
            hand.answered(new Event.Settled(command.name(), command.registration(), refusal)));
  }

  /** A script that was sent before its daemon was killed is carried out. */
  static void executeOrphan(Draft world) {
    StoreTask task = world.orphan.orElseThrow();
    world.sees(Sighting.WRITE_OF_THE_DEAD);
    if (task instanceof StoreTask.Settle settle) {
      Command.Settle command = settle.command();
      settleStep(world, command, world.orphanStage, Optional.empty());
    } else if (task instanceof StoreTask.Forget forget) {
      forget(world, world.setting.indexOf(forget.name()));
    } else if (task instanceof StoreTask.RemoveTrace removal) {
      removeTrace(world, removal.command());
    }
    dropOrphan(world);
  }

  static void dropOrphan(Draft world) {
    world.orphan = Optional.empty();
    world.orphanStage = 0;
  }

  // Reading.

  private static Optional<Event> read(Draft world, Command.ReadRows command) {
    world.postponed = Optional.of(command);
    boolean careful = !world.has(Flaw.READS_WHILE_UNLOADED);
    if (careful && world.loaded && !world.flag) {
      world.loaded = false;
    }
    if (careful && !world.loaded) {
      world.sees(Sighting.READ_POSTPONED);
      if (world.has(Flaw.DROPS_POSTPONED_READS)) {
        world.postponed = Optional.empty();
      }
      return Optional.empty();
    }
    if (!world.flag) {
      world.violates(Property.READS_ONLY_WHAT_IS_LOADED);
    }
    ImmutableSortedMap.Builder<FeatureName, Optional<RenderedRow>> rows =
        ImmutableSortedMap.naturalOrder();
    for (FeatureName name : command.names()) {
      ConfigRow row = world.rows[world.setting.indexOf(name)];
      rows.put(name, row.isThere() ? Optional.of(row.rendered()) : Optional.empty());
    }
    return Optional.of(new Event.RowsRead(rows.buildOrThrow()));
  }

  private static Optional<InHand> compare(Draft world, InHand hand, StoreTask.Compare comparison) {
    if (hand.stage() == 0) {
      if (!world.flag && !world.has(Flaw.READS_WHILE_UNLOADED)) {
        world.loaded = false;
        return Optional.empty();
      }
      learnThatItIsLoaded(world);
      return Optional.of(world.postponed.isPresent() ? hand.next() : hand.next().next());
    }
    if (hand.stage() == 1) {
      Optional<Event> rows = read(world, world.postponed.orElseThrow());
      if (rows.isPresent()) {
        world.postponed = Optional.empty();
        world.post(rows.get());
      }
      return Optional.of(hand.next());
    }
    ImmutableSortedSet.Builder<FeatureName> names = ImmutableSortedSet.naturalOrder();
    for (int i = 0; i < world.rows.length; i++) {
      if (world.rows[i].isThere() || world.states[i].isThere()) {
        names.add(world.setting.features().get(i));
      }
    }
    world.unheard = false;
    return Optional.of(hand.answered(new Event.Listed(names.build(), comparison.steady())));
  }

  private static void learnThatItIsLoaded(Draft world) {
    world.configured = true;
    world.loaded = true;
    if (!world.portsKnown && world.ports) {
      ShellSteps.portsInitialised(world);
    }
  }

  // Writing.

  private static InHand settle(Draft world, InHand hand, Command.Settle command) {
    Optional<SettleOutcome> outcome =
        settleStep(world, command, hand.stage(), Optional.of(hand.ended()));
    return outcome
        .map(done -> hand.answered(new Event.Settled(command.name(), command.registration(), done)))
        .orElseGet(hand::next);
  }

  private static Optional<SettleOutcome> settleStep(
      Draft world, Command.Settle command, int stage, Optional<Ended> ended) {
    int feature = world.setting.indexOf(command.name());
    ConfigRow seen = ConfigRow.of(command.expected());
    if (Unfenced.is(world.setting.subject())) {
      return Unfenced.step(world, feature, command, stage);
    }
    ConfigRow present = world.rows[feature];
    if (world.returned[feature] && ended.isPresent()) {
      world.returned = Draft.with(world.returned, feature, false);
      if (present == seen) {
        world.sees(Sighting.ROW_RETURNED_EQUAL);
      }
    }
    Optional<SettleOutcome> refusal = verdict(world, present, seen);
    if (refusal.isPresent()) {
      if (world.has(Flaw.PUBLISHES_UNSEEN)) {
        DaemonWrites.publication(world, feature, command.publication(), ended);
      }
      return refusal;
    }
    DaemonWrites.row(world, feature, rewritten(world, present, command), seen);
    DaemonWrites.publication(world, feature, command.publication(), ended);
    return Optional.of(
        new SettleOutcome.Applied(((Row) command.expected()).with(command.rewrite())));
  }

  private static Optional<SettleOutcome> verdict(Draft world, ConfigRow present, ConfigRow seen) {
    if (!present.isThere() && !world.flag) {
      return Optional.of(new SettleOutcome.Changed());
    }
    if (!present.isThere()) {
      world.sees(Sighting.FENCE_FOUND_ROW_GONE);
      return Optional.of(new SettleOutcome.Gone());
    }
    if (present != seen && !world.has(Flaw.REWRITES_CHANGED_ROWS)) {
      world.sees(Sighting.FENCE_FOUND_ROW_CHANGED);
      return Optional.of(new SettleOutcome.Changed());
    }
    return Optional.empty();
  }

  private static ConfigRow rewritten(Draft world, ConfigRow row, Command.Settle command) {
    ConfigRow result = row;
    Map<String, String> values =
        world.has(Flaw.REWRITE_ADDS_FIELDS) ? command.rendered() : command.rewrite();
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

  /** Whether it was not put off until the configuration is loaded. */
  private static boolean forget(Draft world, int feature) {
    if (world.has(Flaw.NEVER_FORGETS)) {
      return true;
    }
    if (!world.flag && !world.has(Flaw.FORGETS_WHILE_UNLOADED)) {
      world.sees(Sighting.FORGET_WAITED);
      return false;
    }
    if (!world.flag && world.states[feature].isThere()) {
      world.violates(Property.FORGETS_NOTHING_UNLOADED);
    }
    boolean back = world.rows[feature].isThere();
    if (back) {
      world.sees(Sighting.FORGET_FOUND_ROW_BACK);
    }
    if (!back || world.has(Flaw.FORGETS_UNSEEN)) {
      if (back && world.states[feature].foreign()) {
        world.violates(Property.KEEPS_OTHERS_FIELDS);
      }
      world.writeState(feature, StateRow.NONE);
    } else if (!world.has(Flaw.FORGETS_NOTHING_OF_RETURNED_ROWS)) {
      world.writeState(feature, world.states[feature].disowned());
    }
    if (!world.states[feature].state().isEmpty()) {
      world.violates(Property.FORGETS_ALL_OF_ITS_OWN);
    }
    return true;
  }

  private static void removeTrace(Draft world, Command.RemoveTrace command) {
    int feature = world.setting.indexOf(command.name());
    ConfigRow seen = ConfigRow.of(command.expected());
    ConfigRow present = world.rows[feature];
    if (!present.isThere()) {
      return;
    }
    if (present == seen || world.has(Flaw.REMOVES_CHANGED_TRACES)) {
      world.sees(Sighting.TRACE_REMOVED);
      DaemonWrites.row(world, feature, ConfigRow.NONE, seen);
    }
  }
}
