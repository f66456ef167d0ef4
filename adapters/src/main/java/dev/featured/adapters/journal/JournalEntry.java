package dev.featured.adapters.journal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import java.util.Optional;

/**
 * One transition of one registration. As JSON it has the same fields, of which empty ones are
 * missing.
 *
 * @param time when it was taken: ISO 8601, UTC, with milliseconds
 * @param feature the feature
 * @param registration the registration; unique within a run of the daemon
 * @param from where it stood
 * @param trigger what came
 * @param guard when this transition is taken; empty if always
 * @param reason why nothing happened, if nothing did
 * @param to where it stands since
 * @param effects what the transition asked for, in this order
 * @param operation the operation that ended or began with it; unique within a run of the daemon
 * @param result how that operation ended, if it did: {@code succeeded} or {@code failed}
 * @param detail what is wrong with the row, or what the operation failed with
 * @param row the hash of the row that it was decided from
 */
public record JournalEntry(
    String time,
    String feature,
    String registration,
    String from,
    String trigger,
    String guard,
    String reason,
    String to,
    ImmutableList<String> effects,
    String operation,
    String result,
    String detail,
    String row) {
  /** Why it was taken, in one line. */
  public String why() {
    if (!detail.isEmpty()) {
      return detail.strip().replaceAll("\\s*\\R\\s*", "; ");
    }
    return reason.isEmpty() ? guard : reason;
  }

  /** For a program. */
  public ObjectNode json() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    put(node, "time", time);
    put(node, "feature", feature);
    put(node, "registration", registration);
    put(node, "from", from);
    put(node, "trigger", trigger);
    put(node, "guard", guard);
    put(node, "reason", reason);
    put(node, "to", to);
    if (!effects.isEmpty()) {
      ArrayNode list = node.putArray("effects");
      effects.forEach(list::add);
    }
    put(node, "operation", operation);
    put(node, "result", result);
    put(node, "detail", detail);
    put(node, "row", row);
    return node;
  }

  private static void put(ObjectNode node, String field, String value) {
    if (!value.isEmpty()) {
      node.put(field, value);
    }
  }

  /** Reads it back; empty if that is none. */
  static Optional<JournalEntry> of(JsonNode node) {
    if (text(node, "time").isEmpty() || text(node, "feature").isEmpty()) {
      return Optional.empty();
    }
    ImmutableList.Builder<String> effects = ImmutableList.builder();
    node.path("effects").forEach(effect -> effects.add(effect.asText()));
    return Optional.of(
        new JournalEntry(
            text(node, "time"),
            text(node, "feature"),
            text(node, "registration"),
            text(node, "from"),
            text(node, "trigger"),
            text(node, "guard"),
            text(node, "reason"),
            text(node, "to"),
            effects.build(),
            text(node, "operation"),
            text(node, "result"),
            text(node, "detail"),
            text(node, "row")));
  }

  private static String text(JsonNode node, String field) {
    return node.path(field).asText("");
  }
}
