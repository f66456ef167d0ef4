package dev.featured.adapters.diagram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import dev.featured.engine.diagram.ChangeSummary;
import dev.featured.engine.diagram.Comparison;
import dev.featured.engine.diagram.Description;
import dev.featured.engine.diagram.Mark;
import dev.featured.engine.diagram.Outcome;
import dev.featured.engine.diagram.Way;
import dev.featured.engine.diagram.WayChange;

/**
 * A table, or a change to one, as JSON.
 *
 * <p>A table's has {@code format} ({@value #FORMAT}); {@code version} ({@value #VERSION}); {@code
 * states}, each with {@code name} and {@code kind} (waiting, working, reached, failed or final);
 * {@code triggers}, a list of names; and {@code ways}, each with {@code id}, {@code from}, {@code
 * trigger}, {@code guard} (a list of conditions, all of which must hold; empty means always) and
 * either {@code to} and {@code effects}, or {@code nothing} or {@code never} with the reason why
 * nothing is done or the trigger cannot come. Everything is in the table's order. An id is the
 * way's state, trigger and guard; a reader need not look at it.
 *
 * <p>A change's has {@code format} ({@value #CHANGE_FORMAT}), {@code version}, {@code summary} and
 * the lists {@code states}, {@code triggers} and {@code ways} of what is not the same: each with
 * {@code change} (added, removed or changed) and {@code name}, or of a way {@code before} and
 * {@code now}, as far as they are.
 */
public final class DescriptionJson {
  static final String FORMAT = "featured-lifecycle";
  static final String CHANGE_FORMAT = "featured-lifecycle-change";
  static final int VERSION = 1;

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private DescriptionJson() {}

  /** The JSON of a table. */
  public static JsonNode of(Description description) {
    ObjectNode tree = head(FORMAT);
    ArrayNode states = tree.putArray("states");
    for (Description.State state : description.states()) {
      states.addObject().put("name", state.name()).put("kind", state.kind().toString());
    }
    tree.set("triggers", texts(description.triggers()));
    ArrayNode ways = tree.putArray("ways");
    description.ways().forEach(way -> ways.add(way(way)));
    return tree;
  }

  /** The JSON of a change. */
  public static JsonNode of(Comparison comparison) {
    ObjectNode tree = head(CHANGE_FORMAT).put("summary", ChangeSummary.headline(comparison));
    ArrayNode states = tree.putArray("states");
    for (Comparison.StateChange state : comparison.states()) {
      addNamed(states, state.mark(), state.state().name());
    }
    ArrayNode triggers = tree.putArray("triggers");
    for (Comparison.TriggerChange trigger : comparison.triggers()) {
      addNamed(triggers, trigger.mark(), trigger.trigger());
    }
    ArrayNode ways = tree.putArray("ways");
    for (WayChange change : comparison.ways()) {
      if (change.mark() != Mark.SAME) {
        ways.add(change(change));
      }
    }
    return tree;
  }

  private static ObjectNode head(String format) {
    return JSON.objectNode().put("format", format).put("version", VERSION);
  }

  private static void addNamed(ArrayNode list, Mark mark, String name) {
    if (mark != Mark.SAME) {
      list.addObject().put("change", mark.toString()).put("name", name);
    }
  }

  private static ObjectNode change(WayChange change) {
    ObjectNode tree = JSON.objectNode().put("change", change.mark().toString());
    if (change instanceof WayChange.Removed removed) {
      tree.set("before", way(removed.way()));
    } else {
      if (change instanceof WayChange.Changed changed) {
        tree.set("before", way(changed.before()));
      }
      tree.set("now", way(change.way()));
    }
    return tree;
  }

  private static ObjectNode way(Way way) {
    ObjectNode tree =
        JSON.objectNode().put("id", way.id()).put("from", way.from()).put("trigger", way.trigger());
    tree.set("guard", texts(way.guard()));
    if (way.outcome() instanceof Outcome.Goes goes) {
      tree.put("to", goes.to()).set("effects", texts(goes.effects()));
    } else if (way.outcome() instanceof Outcome.Nothing nothing) {
      tree.put("nothing", nothing.reason());
    } else {
      tree.put("never", ((Outcome.Never) way.outcome()).reason());
    }
    return tree;
  }

  private static ArrayNode texts(ImmutableList<String> texts) {
    ArrayNode list = JSON.arrayNode();
    texts.forEach(list::add);
    return list;
  }
}
