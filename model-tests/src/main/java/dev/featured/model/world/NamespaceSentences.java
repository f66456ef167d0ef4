package dev.featured.model.world;

import dev.featured.model.world.MirrorWork.Begun;
import dev.featured.model.world.MirrorWork.Stage;

/** What happens in a namespace, as sentences. */
final class NamespaceSentences {
  private NamespaceSentences() {}

  static String of(World world, int choice) {
    int number = Move.namespaceOf(choice);
    Namespace there = world.namespaces[number];
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
      case MIRROR -> "The daemon's thread of " + asic + " goes on: " + next(there.thread()) + ".";
      case EXECUTE_ORPHAN_THERE ->
          "Redis of "
              + asic
              + " carries out what the killed daemon had sent: "
              + of(there.orphan().orElseThrow().work(), there.orphan().orElseThrow().stage())
              + ".";
      case DROP_ORPHAN_THERE -> "What the killed daemon had sent to " + asic + " is lost.";
      case LOSE_ANSWER_THERE ->
          "The daemon's thread of "
              + asic
              + " loses the answer to this: "
              + next(there.thread())
              + ". It will begin anew.";
      case REFUSE_THERE -> "Redis of " + asic + " refuses this: " + next(there.thread()) + ".";
      case AWAY_THERE -> "Redis of " + asic + " goes away with all connections, and is back.";
      case PACKAGE_THERE ->
          world.following.fields().isThere()
              ? "The package manager sets " + world.following.fields() + " in " + row + "."
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

  private static String words(Notice.Kind notice) {
    return switch (notice) {
      case ROW_WRITTEN -> "the row was written";
      case ROW_DELETED -> "the row was deleted";
      case STATE_TOUCHED -> "the published state was touched";
      case FLAG_TOUCHED, PORTS_INITIALISED -> throw new AssertionError("not of a namespace");
    };
  }

  private static String next(MirrorThread thread) {
    Begun begun = thread.begun().orElseGet(() -> Begun.of(thread.pending().get(0)));
    return of(begun.work(), begun.stage());
  }

  private static String of(MirrorWork work, Stage stage) {
    return switch (stage) {
      case BEGIN -> begins(work);
      case LOOK -> "look whether the host's row still stands";
      case WRITE -> "while the row is the one just read, rewrite it" + publishing(work);
      case LOOK_AGAIN -> "look once more whether the host's row still stands";
      case RETRACT -> "take the publication back";
      case DISOWN -> "the host's row is back, so remove only what is the daemon's own";
      case REMOVE_ROW -> "remove the row while it is the one last seen";
      case REMOVE_STATE -> "remove the published state";
      case HOST_AGAIN -> "look whether the host's row is back";
      case ASK_HOST -> "look whether the host has a row of what is published here";
      case READ_ROWS -> "read the rows and look for traces";
      case READ_ROWS_AND_TELL -> "read the rows, look for traces, and tell of what is unknown";
      case REMOVE_TRACE -> "remove the trace while it is still exactly that";
    };
  }

  private static String begins(MirrorWork work) {
    if (work instanceof MirrorWork.Settle) {
      return "read the row, to repeat what was applied on the host";
    }
    if (work instanceof MirrorWork.Forget) {
      return "look whether the host has no row, to forget what is here";
    }
    if (work instanceof MirrorWork.Look) {
      return "read the row, which somebody has touched";
    }
    return work instanceof MirrorWork.RemoveTrace
        ? "set about removing a trace"
        : "read what is published here, to compare everything";
  }

  private static String publishing(MirrorWork work) {
    return work instanceof MirrorWork.Settle settle
        ? settle.applied().publication().map(what -> " and publish " + what).orElse("")
        : "";
  }
}
