package dev.featured.adapters.daemon;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableMap.toImmutableMap;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.io.MoreFiles;
import com.google.common.io.Resources;
import dev.featured.adapters.cli.check.ConfigCheck;
import dev.featured.adapters.cli.check.ConfigDb;
import dev.featured.adapters.cli.check.Forecast;
import dev.featured.adapters.cli.check.UnreadableConfig;
import dev.featured.adapters.device.DeviceFactsReader;
import dev.featured.adapters.device.KnownDevice;
import dev.featured.adapters.rows.Names;
import dev.featured.engine.feature.UnitName;
import dev.featured.engine.feature.Wish;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One FEATURE table on many devices: what {@code featured check} foretells, which files beside its
 * test pin word by word, is what the daemon then does to Redis, to the units and to their drop-ins.
 */
class ForetoldIsDoneTest extends DaemonOnSharedRedis {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tor",
        "dualtor",
        "spine",
        "packet-linecard",
        "voq-supervisor",
        "voq-linecard",
        "virtual-supervisor",
        "disaggregated",
        "dpu",
        "multi-asic",
        "smartswitch"
      })
  void everyFeatureComesToWhatWasForetold(String device) throws Exception {
    copy(resource("/dev/featured/adapters/device/devices/" + device + "/root"), rootFolder);
    String features = text("/dev/featured/adapters/cli/check/FEATURE.json");
    String metadata =
        text("/dev/featured/adapters/device/devices/" + device + "/DEVICE_METADATA.json");
    load("FEATURE", features);
    load("DEVICE_METADATA", metadata);
    Names names = new Names(ImmutableSet.of("telemetry", "frr_bmp"));
    ConfigCheck check = check(features, metadata, names);
    ImmutableList<Forecast.Operates> foretold =
        check.forecasts().stream()
            .filter(Forecast.Operates.class::isInstance)
            .map(Forecast.Operates.class::cast)
            .collect(toImmutableList());
    assertThat(foretold).hasSize(check.forecasts().size() - 3);
    foretold.forEach(this::theOppositeIsSo);
    ImmutableMap<String, Map<String, String>> rowsToBe = rewritten(foretold);
    configDb.select(APPL_DB);
    configDb.hset("PORT_TABLE:PortInitDone", "lanes", "0");
    configDb.select(CONFIG_DB);
    configurationIsLoaded();

    start(
        new DaemonOptions(
            DaemonOptions.DEFAULT.parallel(),
            DaemonOptions.DEFAULT.exclude(),
            DaemonOptions.DEFAULT.resync(),
            DaemonOptions.DEFAULT.portInitTimeout(),
            DaemonOptions.DEFAULT.grace(),
            rootFolder));

    foretold.forEach(
        feature ->
            awaitPublished(
                feature.name(), feature.wish().state().enabled() ? "enabled" : "disabled"));
    foretold.forEach(this::isDone);
    rowsToBe.forEach(
        (name, row) -> assertThat(configDb.hgetAll("FEATURE|" + name)).as(name).isEqualTo(row));
    assertThat(stateDb.keys("FEATURE|*")).hasSameSizeAs(foretold);
  }

  /** Before: what shall stop runs, what shall start does not. */
  private void theOppositeIsSo(Forecast.Operates feature) {
    Wish.Clear wish = feature.wish();
    Stream.of(
            wish.surplus().stream(),
            wish.state().enabled() ? Stream.<UnitName>empty() : wish.units().stream())
        .flatMap(units -> units)
        .forEach(unit -> systemctl.runs(unit.toString()));
  }

  private void isDone(Forecast.Operates feature) {
    Wish.Clear wish = feature.wish();
    for (UnitName unit : wish.surplus()) {
      assertThat(changesOf(unit)).containsExactly("stop", "disable", "mask");
    }
    for (UnitName unit : wish.units()) {
      assertThat(changesOf(unit))
          .containsExactly(
              wish.state().enabled()
                  ? new String[] {"unmask", "enable", "start"}
                  : new String[] {"stop", "disable", "mask"});
      assertThat(
              rootFolder.resolve("etc/systemd/system/" + unit + ".d").resolve("auto_restart.conf"))
          .hasContent("[Service]\nRestart=" + wish.restart().systemdValue() + "\n");
    }
  }

  private ImmutableList<String> changesOf(UnitName unit) {
    return systemctl.changes().stream()
        .filter(call -> call.endsWith(" " + unit))
        .map(call -> call.substring(0, call.indexOf(' ')))
        .collect(toImmutableList());
  }

  private ImmutableMap<String, Map<String, String>> rewritten(
      ImmutableList<Forecast.Operates> foretold) {
    return foretold.stream()
        .collect(
            toImmutableMap(
                Forecast.Operates::name,
                feature -> {
                  Map<String, String> row = configDb.hgetAll("FEATURE|" + feature.name());
                  feature.rewrites().forEach(rewrite -> row.put(rewrite.field(), rewrite.to()));
                  return row;
                }));
  }

  private ConfigCheck check(String features, String metadata, Names names) throws UnreadableConfig {
    String json = "{\"FEATURE\": " + features + ", \"DEVICE_METADATA\": " + metadata + "}";
    ConfigDb config = ConfigDb.ofStream("test", new ByteArrayInputStream(json.getBytes(UTF_8)));
    return ConfigCheck.of(
        config,
        KnownDevice.read(new DeviceFactsReader(rootFolder, Map.of()), config.metadata()),
        names);
  }

  private void load(String table, String json) throws IOException {
    Map<String, Map<String, String>> rows =
        JsonMapper.builder().build().readValue(json, new TypeReference<>() {});
    rows.forEach((name, fields) -> configDb.hset(table + "|" + name, fields));
  }

  private static String text(String name) throws IOException {
    return Resources.toString(
        Objects.requireNonNull(ForetoldIsDoneTest.class.getResource(name), name), UTF_8);
  }

  private static Path resource(String name) throws URISyntaxException {
    return Path.of(
        Objects.requireNonNull(ForetoldIsDoneTest.class.getResource(name), name).toURI());
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Path copy = to.resolve(from.relativize(file).toString());
            MoreFiles.createParentDirectories(copy);
            Files.copy(file, copy);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
