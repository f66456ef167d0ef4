package dev.featured.model.world;

import dev.featured.engine.core.Command;
import dev.featured.engine.core.RegistrationId;

/** One thing that a namespace's thread has to do; the model's twin of what it keeps pending. */
sealed interface MirrorWork {
  /** What work is about. Newer work takes the place of older work about the same. */
  enum Topic {
    /** What the namespace shall say of the feature. */
    SAID,
    /** What its own row is. */
    ROW,
    /** Everything. */
    ALL,
    /** Everything, as the steady comparison does it. */
    ALL_STEADILY
  }

  /** Repeat what has been applied on the host. No answer of it knows a registration. */
  record Settle(Command.Settle applied) implements MirrorWork {
    static Settle of(Command.Settle applied) {
      return new Settle(
          new Command.Settle(
              applied.name(),
              new RegistrationId(0),
              applied.expected(),
              applied.rewrite(),
              applied.rendered(),
              applied.publication()));
    }
  }

  /** Remove what is there of a feature that the host does not have any more. */
  record Forget() implements MirrorWork {}

  /** Look at the row, since somebody touched it. */
  record Look() implements MirrorWork {}

  /** Remove the trace of a revived row. */
  record RemoveTrace(Command.RemoveTrace command) implements MirrorWork {}

  /** Look for what the host does not know any more, and for traces. */
  record Compare(boolean steady) implements MirrorWork {}

  /** How far work has come: which command is next. */
  enum Stage {
    /** The first. */
    BEGIN,
    /** Of a settling: look whether the host's row still stands. */
    LOOK,
    /** Of a settling: the script that rewrites and publishes. */
    WRITE,
    /** Of a settling: look whether the host's row still stands. */
    LOOK_AGAIN,
    /** Of a settling: take the publication back. */
    RETRACT,
    /** Of a forgetting: remove the daemon's own fields. */
    DISOWN,
    /** Of a forgetting: the script that removes the row. */
    REMOVE_ROW,
    /** Of a forgetting: remove the state. */
    REMOVE_STATE,
    /** Of a forgetting: look whether the host has a row by now. */
    HOST_AGAIN,
    /** Of a comparison: ask the host for a feature that is published here. */
    ASK_HOST,
    /** Of a comparison that found nothing the host does not know: read the rows. */
    READ_ROWS,
    /** Of a comparison that found something: read the rows, then tell the core. */
    READ_ROWS_AND_TELL,
    /** Of a trace's removal: the script that removes it. */
    REMOVE_TRACE;

    /** Whether it is a command that may write to the namespace's Redis. */
    boolean writes() {
      return switch (this) {
        case WRITE, RETRACT, DISOWN, REMOVE_ROW, REMOVE_STATE, REMOVE_TRACE -> true;
        case BEGIN, LOOK, LOOK_AGAIN, HOST_AGAIN, ASK_HOST, READ_ROWS, READ_ROWS_AND_TELL -> false;
      };
    }
  }

  /**
   * A command that has been sent to the namespace's Redis.
   *
   * @param work what it belongs to
   * @param stage which of its commands it is
   * @param read the row that it was decided from
   */
  record Sent(MirrorWork work, Stage stage, ConfigRow read) {}

  /**
   * Work that has been begun.
   *
   * @param work the work
   * @param stage which command is next
   * @param tries how often the row has been read anew
   * @param read the row that was read last
   * @param replaced whether newer work about the same has come meanwhile
   */
  record Begun(MirrorWork work, Stage stage, int tries, ConfigRow read, boolean replaced) {
    static Begun of(MirrorWork work) {
      return new Begun(work, Stage.BEGIN, 0, ConfigRow.NONE, false);
    }

    Begun at(Stage next) {
      return new Begun(work, next, tries, read, replaced);
    }

    Begun having(ConfigRow row) {
      return new Begun(work, stage, tries, row, replaced);
    }

    Begun again() {
      return new Begun(work, Stage.BEGIN, tries + 1, read, replaced);
    }

    Begun replacedByNewer() {
      return new Begun(work, stage, tries, read, true);
    }

    Sent sent() {
      return new Sent(work, stage, read);
    }
  }

  /** What it is about. */
  default Topic topic() {
    if (this instanceof Settle || this instanceof Forget) {
      return Topic.SAID;
    }
    if (this instanceof Compare comparison) {
      return comparison.steady() ? Topic.ALL_STEADILY : Topic.ALL;
    }
    return Topic.ROW;
  }
}
