package dev.featured.model.world;

import static dev.featured.model.world.Parts.ROWS;

import com.google.common.collect.ImmutableMap;
import dev.featured.engine.core.Command;
import dev.featured.engine.core.Publication;
import dev.featured.model.world.ConfigRow.Field;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How a daemon without a fence writes back (SPEC section 5): the state is published first, then the
 * derived fields are written with a plain HSET, and after a start that failed {@code state} is
 * written back too. The cure that was proposed for it reads the row again and deletes it if it is
 * partial.
 */
final class Unfenced {
  private static final int PUBLISH = 0;
  private static final int WRITE = 1;
  private static final int READ_AGAIN = 2;

  private Unfenced() {}

  static boolean is(Subject subject) {
    return subject.has(Flaw.UNFENCED_WRITES) || subject.has(Flaw.WRITE_READ_DELETE);
  }

  static Message message(Command.Settle command, int stage, World before) {
    String text = part(command, stage);
    if (stage == PUBLISH) {
      return command.publication().isPresent()
          ? Message.call(Party.FEATURED, Party.STATE_DB, text)
          : Message.within(Party.FEATURED, text);
    }
    if (stage == READ_AGAIN) {
      ConfigRow present = before.get(ROWS)[before.setting.indexOf(command.name())];
      String found = isPartial(present) ? ": it is partial" : ": it is whole";
      return Message.answer(Party.CONFIG_DB, Party.FEATURED, text + found);
    }
    return Message.call(Party.FEATURED, Party.CONFIG_DB, text);
  }

  /** One of the parts of a write-back, in words. */
  static String part(Command.Settle command, int stage) {
    return switch (stage) {
      case PUBLISH ->
          command
              .publication()
              .map(what -> "HSET " + command.name() + " state=" + what.state().text())
              .orElse("nothing to publish");
      case WRITE -> "HSET " + command.name() + " " + fields(command);
      case READ_AGAIN -> "HGETALL " + command.name() + " once more";
      default -> "DEL " + command.name() + ", which was partial";
    };
  }

  private static String fields(Command.Settle command) {
    ConfigRow written = written(ConfigRow.of(command.expected()), command);
    return Arrays.stream(Field.values())
        .filter(field -> !written.value(field).isEmpty())
        .map(field -> field + "=" + written.value(field))
        .collect(Collectors.joining(" "));
  }

  /** Does one part of a write-back, and says whether it was the last. */
  static boolean step(Draft world, int feature, Command.Settle command, int stage) {
    ConfigRow seen = ConfigRow.of(command.expected());
    if (stage == PUBLISH) {
      DaemonWrites.publication(world, feature, command.publication(), Optional.empty());
      return false;
    }
    if (stage == WRITE) {
      DaemonWrites.row(world, feature, world.get(ROWS)[feature].over(written(seen, command)), seen);
      return !world.has(Flaw.WRITE_READ_DELETE);
    }
    if (stage == READ_AGAIN) {
      return !isPartial(world.get(ROWS)[feature]);
    }
    // What it has read was partial; what is there now, it does not know.
    DaemonWrites.row(world, feature, ConfigRow.NONE, written(seen, command));
    return true;
  }

  private static ConfigRow written(ConfigRow seen, Command.Settle command) {
    ConfigRow written = ConfigRow.NONE.with(Field.PER_ASIC, "False");
    for (Map.Entry<String, String> value : values(seen, command).entrySet()) {
      for (Field field : Field.values()) {
        if (field.toString().equals(value.getKey())) {
          written = written.with(field, value.getValue());
        }
      }
    }
    return written;
  }

  private static Map<String, String> values(ConfigRow seen, Command.Settle command) {
    boolean startFailed =
        seen.wanted() == ConfigRow.Wanted.ENABLED
            && command.publication().stream()
                .anyMatch(what -> what.state() == Publication.State.FAILED);
    return startFailed ? ImmutableMap.of(Field.STATE.toString(), "disabled") : command.rewrite();
  }

  private static boolean isPartial(ConfigRow row) {
    return row.isThere()
        && row.with(Field.STATE, "").with(Field.PER_ASIC, "").with(Field.DELAYED, "")
            == ConfigRow.NONE;
  }
}
