package dev.featured.adapters.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import dev.featured.adapters.cli.check.ConfigCheck;
import dev.featured.adapters.cli.check.Forecast;
import dev.featured.adapters.cli.check.Problem;
import dev.featured.adapters.device.DeviceFacts;
import dev.featured.adapters.device.Fact;
import dev.featured.adapters.rows.Rewrite;
import dev.featured.engine.feature.Quoted;
import dev.featured.engine.feature.UnitName;
import dev.featured.engine.feature.Wish;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the daemon would do with a configuration, for a person or a program to read.
 *
 * <p>The JSON has {@code device}, an object of {@code platform} and {@code type}, null where they
 * are not known; {@code features}, in the order of their names, each with {@code name} and {@code
 * action}; and {@code complaints}, each with {@code about} and {@code problem}. An action is {@code
 * start} or {@code stop}, with {@code units}, {@code put_away} (the units of switched-off scopes),
 * {@code waits_for_ports}, {@code restart} (systemd's word), {@code state} and {@code rewrites}
 * (each with {@code field}, {@code from}, {@code to}); {@code fail}; {@code leave_alone}, with
 * {@code reason} ({@code excluded} or {@code no_state}); {@code refuse}; {@code remove_row}, of a
 * trace that an older daemon has left; or {@code unknown}.
 *
 * @param facts the device
 * @param check what was found out
 */
record CheckReport(DeviceFacts facts, ConfigCheck check) {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** For a person. */
  ImmutableList<String> lines() {
    ImmutableList.Builder<ImmutableList<String>> rows = ImmutableList.builder();
    for (Forecast forecast : check.forecasts()) {
      String name =
          forecast instanceof Forecast.Refused ? Quoted.of(forecast.name()) : forecast.name();
      for (String line : told(forecast)) {
        rows.add(ImmutableList.of(name, line));
        name = "";
      }
    }
    ImmutableList.Builder<String> lines = ImmutableList.builder();
    lines.add(
        "On platform " + known(facts.platform()) + ", device type " + known(facts.deviceType()));
    lines.add("");
    lines.addAll(Columns.of(rows.build()));
    if (!check.forecasts().isEmpty()) {
      lines.add("");
    }
    lines.add(
        counted(check.forecasts().size(), "feature")
            + ", "
            + counted(check.problems().size(), "complaint"));
    check.problems().forEach(problem -> lines.add("  " + Printable.of(problem.toString())));
    return lines.build();
  }

  private static String known(Optional<Fact<String>> fact) {
    return fact.map(Fact::value).map(Printable::of).orElse("unknown");
  }

  private static String counted(int number, String what) {
    return (number == 0 ? "no" : number) + " " + what + (number == 1 ? "" : "s");
  }

  private static ImmutableList<String> told(Forecast forecast) {
    if (forecast instanceof Forecast.Operates operates) {
      ImmutableList.Builder<String> lines = ImmutableList.builder();
      lines.add(operation(operates.wish()));
      operates.rewrites().forEach(rewrite -> lines.add(rewritten(rewrite)));
      return lines.build();
    }
    if (forecast instanceof Forecast.LeftAlone leftAlone) {
      return ImmutableList.of(
          switch (leftAlone.reason()) {
            case EXCLUDED -> "leave alone: it is excluded";
            case NO_STATE -> "leave alone: the row has no state, so it is somebody else's";
          });
    }
    if (forecast instanceof Forecast.Fails) {
      return ImmutableList.of("fail, and touch no unit: see below");
    }
    if (forecast instanceof Forecast.Refused) {
      return ImmutableList.of("refuse the name: see below");
    }
    if (forecast instanceof Forecast.Removes) {
      return ImmutableList.of("remove the row, once two comparisons have found it so: see below");
    }
    return ImmutableList.of("cannot be foretold: see below");
  }

  /** Without the old value: it is a template, and what matters is what has come of it. */
  private static String rewritten(Rewrite rewrite) {
    return "rewrite " + rewrite.field() + " to " + Quoted.of(rewrite.to());
  }

  private static String operation(Wish.Clear wish) {
    return verb(wish)
        + names(wish.units())
        + (wish.surplus().isEmpty() ? "" : ", put away" + names(wish.surplus()))
        + (waits(wish) ? " once the ports are ready" : "")
        + "; auto-restart "
        + wish.restart().systemdValue()
        + (wish.state().immutable() ? "; " + wish.state().text() + ", whatever users set" : "");
  }

  private static String names(List<UnitName> units) {
    return units.stream().map(UnitName::toString).collect(Collectors.joining(" ", " ", ""));
  }

  private static String verb(Wish.Clear wish) {
    return wish.state().enabled() ? "start" : "stop";
  }

  private static boolean waits(Wish.Clear wish) {
    return wish.state().enabled() && wish.delayed();
  }

  /** For a program. */
  JsonNode json() {
    ObjectNode report = JSON.objectNode();
    report
        .putObject("device")
        .put("platform", facts.platform().map(Fact::value).orElse(null))
        .put("type", facts.deviceType().map(Fact::value).orElse(null));
    ArrayNode features = report.putArray("features");
    check.forecasts().forEach(forecast -> features.add(json(forecast)));
    ArrayNode complaints = report.putArray("complaints");
    for (Problem problem : check.problems()) {
      complaints.addObject().put("about", problem.about()).put("problem", problem.text());
    }
    return report;
  }

  private static JsonNode json(Forecast forecast) {
    ObjectNode feature = JSON.objectNode().put("name", forecast.name());
    if (forecast instanceof Forecast.Operates operates) {
      return describe(feature, operates);
    }
    if (forecast instanceof Forecast.LeftAlone leftAlone) {
      return feature
          .put("action", "leave_alone")
          .put(
              "reason",
              switch (leftAlone.reason()) {
                case EXCLUDED -> "excluded";
                case NO_STATE -> "no_state";
              });
    }
    if (forecast instanceof Forecast.Fails) {
      return feature.put("action", "fail");
    }
    if (forecast instanceof Forecast.Removes) {
      return feature.put("action", "remove_row");
    }
    return feature.put("action", forecast instanceof Forecast.Refused ? "refuse" : "unknown");
  }

  private static JsonNode describe(ObjectNode feature, Forecast.Operates operates) {
    Wish.Clear wish = operates.wish();
    feature.put("action", verb(wish));
    ArrayNode units = feature.putArray("units");
    wish.units().forEach(unit -> units.add(unit.toString()));
    ArrayNode putAway = feature.putArray("put_away");
    wish.surplus().forEach(unit -> putAway.add(unit.toString()));
    feature.put("waits_for_ports", waits(wish));
    feature.put("restart", wish.restart().systemdValue());
    feature.put("state", wish.state().text());
    ArrayNode rewrites = feature.putArray("rewrites");
    for (Rewrite rewrite : operates.rewrites()) {
      rewrites
          .addObject()
          .put("field", rewrite.field())
          .put("from", rewrite.from())
          .put("to", rewrite.to());
    }
    return feature;
  }
}
