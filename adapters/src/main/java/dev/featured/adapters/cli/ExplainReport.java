package dev.featured.adapters.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import dev.featured.adapters.device.DeviceFacts;
import dev.featured.adapters.device.Fact;
import dev.featured.adapters.journal.JournalEntry;
import dev.featured.adapters.operator.Explanation;
import dev.featured.adapters.operator.Question;
import dev.featured.adapters.redis.FeatureStatus;
import dev.featured.adapters.redis.LifecycleReport;
import dev.featured.engine.feature.Quoted;
import dev.featured.engine.feature.RenderedRow;
import dev.featured.engine.feature.Rendering;
import dev.featured.engine.feature.Row;
import dev.featured.engine.feature.Wish;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Why a feature is in its state, for a person or a program to read.
 *
 * <p>The JSON has what {@link StatusReport} has of one feature, and {@code because}, {@code
 * waits_for} (null if nothing), {@code rendered} (what its templates come to, by field), {@code
 * wish} ({@code state}, {@code delayed}, {@code units}, {@code put_away}, {@code restart}; or
 * {@code problem}; null if there is none), {@code facts} ({@code platform}, {@code type}, {@code
 * asics}, {@code dpus}) and {@code history}, the newest transitions.
 */
record ExplainReport(
    FeatureStatus status,
    Explanation explanation,
    RenderedRow rendered,
    Optional<Wish> wish,
    DeviceFacts facts,
    List<JournalEntry> history) {

  /** For a person. */
  ImmutableList<String> lines() {
    ImmutableList.Builder<String> lines = ImmutableList.builder();
    lines.add(
        status.name()
            + ": "
            + status.report().map(Question::doing).orElse("nothing is said of it")
            + status.report().map(r -> ", since " + LifecycleReport.text(r.since())).orElse(""));
    lines.add("  because    " + StatusReport.oneLine(explanation.because()));
    explanation.waitsFor().ifPresent(what -> lines.add("  waits for  " + what));
    lines.add("", "Its row:");
    addFields(lines);
    lines.add("", "What it wants:", "  " + wish.map(ExplainReport::told).orElse("nothing"));
    lines.add("", "Facts:");
    lines.addAll(
        indented(
            ImmutableList.of(
                ImmutableList.of("platform", known(facts.platform())),
                ImmutableList.of("type", known(facts.deviceType())),
                ImmutableList.of("ASICs", told(facts.asicCount())),
                ImmutableList.of("DPUs", told(facts.dpuCount())))));
    if (!history.isEmpty()) {
      lines.add("", "Last transitions:");
      HistoryCommand.lines(history).forEach(line -> lines.add("  " + line));
    }
    return lines.build();
  }

  private void addFields(ImmutableList.Builder<String> lines) {
    if (!(rendered.content() instanceof Row row)) {
      lines.add("  not a hash");
      return;
    }
    lines.addAll(
        indented(
            row.fields().entrySet().stream()
                .map(
                    field ->
                        ImmutableList.of(
                            Printable.of(field.getKey()),
                            Printable.of(field.getValue()) + comesTo(field.getKey())))
                .collect(ImmutableList.toImmutableList())));
  }

  private String comesTo(String field) {
    return Optional.ofNullable(rendered.renderings().get(field))
        .map(rendering -> ", which comes to " + Quoted.of(text(rendering)))
        .orElse("");
  }

  private static String text(Rendering rendering) {
    return rendering instanceof Rendering.Refused refused
        ? "nothing: " + refused.reason()
        : ((Rendering.Text) rendering).text();
  }

  private static ImmutableList<String> indented(ImmutableList<ImmutableList<String>> rows) {
    return Columns.of(rows).stream()
        .map(line -> "  " + line)
        .collect(ImmutableList.toImmutableList());
  }

  private static String told(Wish wish) {
    if (wish instanceof Wish.Unclear unclear) {
      return "that is not clear: " + Printable.of(unclear.problem());
    }
    Wish.Clear clear = (Wish.Clear) wish;
    return clear.state().text()
        + (clear.delayed() ? ", delayed" : "")
        + ": "
        + clear.units().stream().map(Object::toString).collect(Collectors.joining(" "))
        + (clear.surplus().isEmpty()
            ? ""
            : ", not "
                + clear.surplus().stream().map(Object::toString).collect(Collectors.joining(" ")))
        + "; auto-restart "
        + clear.restart().systemdValue();
  }

  private static <T> String told(Fact<T> fact) {
    return Printable.of(fact.value() + " (" + fact.source() + ")");
  }

  private static String known(Optional<Fact<String>> fact) {
    return fact.map(ExplainReport::told).orElse("unknown");
  }

  /** For a program. */
  JsonNode json() {
    ObjectNode node = StatusReport.json(status);
    node.put("because", explanation.because());
    node.put("waits_for", explanation.waitsFor().orElse(null));
    ObjectNode renderings = node.putObject("rendered");
    for (Map.Entry<String, Rendering> field : rendered.renderings().entrySet()) {
      renderings.put(field.getKey(), text(field.getValue()));
    }
    if (wish.isPresent()) {
      describe(node.putObject("wish"), wish.get());
    } else {
      node.putNull("wish");
    }
    node.putObject("facts")
        .put("platform", facts.platform().map(Fact::value).orElse(null))
        .put("type", facts.deviceType().map(Fact::value).orElse(null))
        .put("asics", facts.asicCount().value())
        .put("dpus", facts.dpuCount().value());
    ArrayNode list = node.putArray("history");
    history.forEach(entry -> list.add(entry.json()));
    return node;
  }

  private static void describe(ObjectNode node, Wish wish) {
    if (wish instanceof Wish.Unclear unclear) {
      node.put("problem", unclear.problem());
      return;
    }
    Wish.Clear clear = (Wish.Clear) wish;
    node.put("state", clear.state().text()).put("delayed", clear.delayed());
    ArrayNode units = node.putArray("units");
    clear.units().forEach(unit -> units.add(unit.toString()));
    ArrayNode putAway = node.putArray("put_away");
    clear.surplus().forEach(unit -> putAway.add(unit.toString()));
    node.put("restart", clear.restart().systemdValue());
  }
}
