package dev.featured.model.world;

import static dev.featured.model.world.Parts.FOLLOWING;
import static dev.featured.model.world.Parts.NAMESPACES;

import dev.featured.engine.store.NamespaceCall;
import dev.featured.engine.store.NamespaceCall.Side;

/** What happens in a namespace, as sentences. */
final class NamespaceSentences {
  private NamespaceSentences() {}

  static String of(World world, int choice) {
    int number = Move.namespaceOf(choice);
    Namespace there = world.get(NAMESPACES)[number];
    String asic = "asic" + number;
    String row = "the row of " + world.name(0) + " in " + asic;
    return switch (Move.of(choice)) {
      case SUBSCRIBE_THERE ->
          "The daemon subscribes to notifications of " + asic + ", and wants everything compared.";
      case DELIVER_THERE ->
          "A notification of "
              + asic
              + " reaches the daemon: "
              + words(there.notices().get(0))
              + ".";
      case MIRROR -> "The daemon's thread of " + asic + " goes on: " + next(there) + ".";
      case EXECUTE_ORPHAN_THERE ->
          "Redis of "
              + asic
              + " carries out what the killed daemon had sent: "
              + Calls.sentence(there.orphan().orElseThrow())
              + ".";
      case DROP_ORPHAN_THERE -> "What the killed daemon had sent to " + asic + " is lost.";
      case LOSE_ANSWER_THERE ->
          "The daemon's thread of "
              + asic
              + " loses the answer to this: "
              + next(there)
              + ". It will begin once more.";
      case REFUSE_THERE -> "Redis of " + asic + " refuses this: " + next(there) + ".";
      case AWAY_THERE -> "Redis of " + asic + " goes away with all connections, and is back.";
      case PACKAGE_THERE ->
          world.get(FOLLOWING).fields().isThere()
              ? "The package manager sets " + world.get(FOLLOWING).fields() + " in " + row + "."
              : "The package manager deletes " + row + ".";
      case EDIT_THERE_0 -> edits(world, row, 0);
      case EDIT_THERE_1 -> edits(world, row, 1);
      case DELETE_THERE -> "Its owner deletes " + row + ".";
      case BUILD_THERE -> "Another writer begins " + row + " with its first field.";
      case FINISH_THERE -> "The other writer finishes " + row + ".";
      case REMOVE_STATE_THERE -> "Somebody removes what is published in " + asic + ".";
      default -> throw new AssertionError(Move.of(choice) + " does not happen in a namespace");
    };
  }

  private static String edits(World world, String row, int number) {
    Setting.Edit edit = world.setting.edits().get(number);
    return "The operator sets " + edit.field() + "=" + edit.value() + " of " + row + ".";
  }

  private static String words(Notice notice) {
    return switch (notice.kind()) {
      case ROW_WRITTEN -> "the row was written";
      case ROW_DELETED -> "the row was deleted";
      case STATE_TOUCHED -> "the published state was touched";
      case BARRIER -> "the barrier";
      case FLAG_TOUCHED, BOOT_FLAG_TOUCHED, PORTS_INITIALISED ->
          throw new AssertionError("not of a namespace");
    };
  }

  /** The next call; what is the host's to answer says so. */
  private static String next(Namespace there) {
    NamespaceCall call = NamespaceSteps.begun(there.desk()).call().orElseThrow();
    return Calls.sentence(call.call()) + (call.side() == Side.HOST ? " on the host" : "");
  }
}
