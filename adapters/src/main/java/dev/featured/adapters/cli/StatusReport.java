package dev.featured.adapters.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import dev.featured.adapters.cli.Terminal.Colour;
import dev.featured.adapters.redis.FeatureStatus;
import dev.featured.adapters.redis.LifecycleReport;
import dev.featured.engine.feature.Fields;
import dev.featured.engine.feature.Row;
import dev.featured.engine.lifecycle.LifecycleState;
import java.util.Map;
import java.util.Optional;

/**
 * How features stand, for a person or a program to read.
 *
 * <p>The JSON has {@code daemon_runs} and {@code features}, in the order of their names, each with
 * {@code name}, {@code row} (the fields in CONFIG_DB, null if it is no hash), {@code published}
 * (those in STATE_DB, all owners'), {@code lifecycle} ({@code state}, {@code wish}, {@code since},
 * {@code operation}, {@code error}; null if the daemon has said nothing) and {@code up_to_date},
 * whether that lifecycle is about this row.
 *
 * @param features the features
 * @param daemonRuns whether a daemon follows the rows
 */
record StatusReport(ImmutableList<FeatureStatus> features, boolean daemonRuns) {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String NOTHING = "-";

  /** What others write into STATE_DB, shown where any feature has it; as SONiC's tools call it. */
  private static final ImmutableList<Map.Entry<String, String>> OF_OTHERS =
      ImmutableList.of(
          Map.entry("SystemState", "system_state"),
          Map.entry("UpdateTime", "update_time"),
          Map.entry("ContainerId", "container_id"),
          Map.entry("Version", "container_version"),
          Map.entry("CurrentOwner", "current_owner"),
          Map.entry("RemoteState", "remote_state"));

  /** For a person. */
  ImmutableList<String> lines(Terminal terminal) {
    ImmutableList<Map.Entry<String, String>> others =
        OF_OTHERS.stream()
            .filter(column -> features.stream().anyMatch(f -> has(f, column.getValue())))
            .collect(ImmutableList.toImmutableList());
    ImmutableList.Builder<ImmutableList<String>> rows = ImmutableList.builder();
    rows.add(heading(others));
    features.forEach(feature -> rows.add(cells(feature, others)));
    ImmutableList<String> table = Columns.of(rows.build());
    ImmutableList.Builder<String> lines = ImmutableList.builder();
    lines.add(table.get(0));
    for (int i = 0; i < features.size(); i++) {
      lines.add(terminal.paint(colour(features.get(i)), table.get(i + 1)));
    }
    if (!daemonRuns) {
      lines.add("").add("featured does not run here: the lifecycles are what the last one left.");
    }
    return lines.build();
  }

  private static boolean has(FeatureStatus feature, String field) {
    return !feature.published().getOrDefault(field, "").isEmpty();
  }

  private static ImmutableList<String> heading(ImmutableList<Map.Entry<String, String>> others) {
    ImmutableList.Builder<String> heading = ImmutableList.builder();
    heading.add("Feature", "State", "AutoRestart", "SetOwner");
    others.forEach(column -> heading.add(column.getKey()));
    return heading.add("Lifecycle", "Since", "Error").build();
  }

  private static ImmutableList<String> cells(
      FeatureStatus feature, ImmutableList<Map.Entry<String, String>> others) {
    ImmutableList.Builder<String> cells = ImmutableList.builder();
    cells.add(feature.name().value());
    cells.add(cell(feature.wanted()));
    cells.add(cell(feature.field(Fields.AUTO_RESTART)));
    cells.add(cell(feature.field("set_owner")));
    others.forEach(
        column -> cells.add(cell(Optional.ofNullable(feature.published().get(column.getValue())))));
    Optional<LifecycleReport> report = feature.report();
    cells.add(cell(report.map(r -> r.state().toString())));
    cells.add(cell(report.map(r -> LifecycleReport.text(r.since()))));
    cells.add(report.map(r -> oneLine(r.error())).orElse(""));
    return cells.build();
  }

  private static String cell(Optional<String> text) {
    return text.filter(t -> !t.isEmpty()).map(Printable::of).orElse(NOTHING);
  }

  /** A message, which may be a program's output, as one line. */
  static String oneLine(String text) {
    return Printable.of(text.strip().replaceAll("\\s*\\R\\s*", "; "));
  }

  private static Colour colour(FeatureStatus feature) {
    return feature.report().map(report -> colour(report.state())).orElse(Colour.PLAIN);
  }

  private static Colour colour(LifecycleState state) {
    return switch (state) {
      case ENABLED -> Colour.GOOD;
      case ENABLING, DISABLING -> Colour.UNDER_WAY;
      case FAILED -> Colour.BAD;
      case ABSENT, DISABLED, DEREGISTERED -> Colour.PLAIN;
    };
  }

  /** For a program. */
  JsonNode json() {
    ObjectNode report = JSON.objectNode().put("daemon_runs", daemonRuns);
    ArrayNode list = report.putArray("features");
    features.forEach(feature -> list.add(json(feature)));
    return report;
  }

  /** One feature, for a program. */
  static ObjectNode json(FeatureStatus feature) {
    ObjectNode node = JSON.objectNode().put("name", feature.name().value());
    node.set("row", row(feature));
    node.set("published", texts(feature.published()));
    node.set(
        "lifecycle", feature.report().<JsonNode>map(StatusReport::json).orElse(JSON.nullNode()));
    return node.put("up_to_date", feature.isUpToDate());
  }

  private static JsonNode row(FeatureStatus feature) {
    return feature.row().orElse(null) instanceof Row row ? texts(row.fields()) : JSON.nullNode();
  }

  private static ObjectNode texts(Map<String, String> fields) {
    ObjectNode node = JSON.objectNode();
    fields.forEach(node::put);
    return node;
  }

  private static ObjectNode json(LifecycleReport report) {
    return JSON.objectNode()
        .put("state", report.state().toString())
        .put("wish", report.wish().toString())
        .put("since", LifecycleReport.text(report.since()))
        .put("operation", report.operation())
        .put("error", report.error());
  }
}
