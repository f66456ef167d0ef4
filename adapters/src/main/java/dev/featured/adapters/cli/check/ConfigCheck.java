package dev.featured.adapters.cli.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import dev.featured.adapters.device.KnownDevice;
import dev.featured.adapters.rows.Names;
import dev.featured.adapters.rows.Rewrite;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.feature.InvalidFeatureName;
import dev.featured.engine.feature.Row;
import dev.featured.engine.feature.Wish;
import dev.featured.engine.feature.WishReader;
import java.util.Optional;

/**
 * What the daemon would do with a configuration on a device, if it came up with it.
 *
 * @param forecasts one for each entry of FEATURE, in the order of their names
 * @param problems all there is to complain of: of the file, the device and the features
 */
public record ConfigCheck(ImmutableList<Forecast> forecasts, ImmutableList<Problem> problems) {
  /**
   * Checks.
   *
   * @param config the configuration
   * @param device the device, known by that configuration's DEVICE_METADATA
   * @param names which features the daemon looks after
   */
  public static ConfigCheck of(ConfigDb config, KnownDevice device, Names names) {
    ImmutableList<Forecast> forecasts =
        config.features().entrySet().stream()
            .map(entry -> forecast(entry.getKey(), entry.getValue(), device, names))
            .collect(ImmutableList.toImmutableList());
    ImmutableList.Builder<Problem> problems = ImmutableList.builder();
    problems.addAll(config.problems());
    device.facts().complaints().forEach(complaint -> problems.add(Problem.of(complaint)));
    forecasts.forEach(forecast -> problems.addAll(forecast.problems()));
    return new ConfigCheck(forecasts, problems.build());
  }

  private static Forecast forecast(String key, JsonNode entry, KnownDevice device, Names names) {
    FeatureName name;
    try {
      name = new FeatureName(key);
    } catch (InvalidFeatureName e) {
      return new Forecast.Refused(key, e.getMessage());
    }
    if (!names.managed(name)) {
      return new Forecast.LeftAlone(key, Forecast.LeftAlone.Reason.EXCLUDED);
    }
    ImmutableList<Problem> problems = notARow(key, entry);
    return problems.isEmpty()
        ? forecast(name, row(entry), device)
        : new Forecast.Unknown(key, problems);
  }

  private static Forecast forecast(FeatureName name, Row row, KnownDevice device) {
    Optional<Wish> wish = WishReader.read(name, device.render(row), Optional.empty());
    if (wish.isEmpty()) {
      return row.looksRevived()
          ? new Forecast.Removes(name.value(), revived(row))
          : new Forecast.LeftAlone(name.value(), Forecast.LeftAlone.Reason.NO_STATE);
    }
    if (wish.get() instanceof Wish.Clear clear) {
      return new Forecast.Operates(name.value(), clear, Rewrite.of(row, clear.derived()));
    }
    return new Forecast.Fails(name.value(), ((Wish.Unclear) wish.get()).problem());
  }

  private static String revived(Row row) {
    return "the row has nothing but "
        + String.join(", ", row.fields().keySet())
        + ", which is what an older daemon leaves when it writes to a row that was deleted";
  }

  private static ImmutableList<Problem> notARow(String key, JsonNode entry) {
    if (!entry.isObject()) {
      return ImmutableList.of(new Problem(key, ConfigDb.notRow(entry)));
    }
    return entry.properties().stream()
        .filter(field -> !field.getValue().isTextual())
        .map(field -> new Problem(key, ConfigDb.notText(field.getKey(), field.getValue())))
        .collect(ImmutableList.toImmutableList());
  }

  private static Row row(JsonNode entry) {
    ImmutableSortedMap.Builder<String, String> fields = ImmutableSortedMap.naturalOrder();
    entry.properties().forEach(field -> fields.put(field.getKey(), field.getValue().textValue()));
    return new Row(fields.buildOrThrow());
  }
}
