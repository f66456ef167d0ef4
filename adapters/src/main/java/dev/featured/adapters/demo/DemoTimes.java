package dev.featured.adapters.demo;

import com.google.common.collect.ImmutableMap;
import dev.featured.engine.feature.UnitName;
import java.time.Duration;
import java.util.List;

/**
 * Believable times on the demo's clock, on which a second takes about a seventh of one: the calls
 * as measured with systemd 252, the starts in the proportions of a real switch, and those of the
 * races as they were drawn.
 *
 * @param races how long the units of races start, by unit
 */
record DemoTimes(ImmutableMap<String, Duration> races) implements SystemdTimes {
  private static final ImmutableMap<String, Duration> STARTS =
      ImmutableMap.<String, Duration>builder()
          .put("database.service", Duration.ofMillis(300))
          .put("swss.service", Duration.ofMillis(1200))
          .put("syncd.service", Duration.ofMillis(1700))
          .put("gbsyncd.service", Duration.ofMillis(1500))
          .put("bgp.service", Duration.ofMillis(900))
          .put("teamd.service", Duration.ofMillis(600))
          .put("radv.service", Duration.ofMillis(350))
          .put("dhcp_relay.service", Duration.ofMillis(500))
          .put("mux.service", Duration.ofMillis(700))
          .put("macsec.service", Duration.ofMillis(650))
          .put("pmon.service", Duration.ofMillis(800))
          .put("lldp.service", Duration.ofMillis(550))
          .put("snmp.service", Duration.ofMillis(750))
          .put("mgmt-framework.service", Duration.ofMillis(850))
          .buildOrThrow();
  private static final Duration ANY_OTHER_START = Duration.ofMillis(450);

  static DemoTimes of(List<Race> races) {
    return new DemoTimes(
        races.stream()
            .collect(
                ImmutableMap.toImmutableMap(
                    race -> UnitName.global(race.feature()).toString(), Race::start)));
  }

  @Override
  public Duration start(String unit) {
    return races.getOrDefault(unit, STARTS.getOrDefault(unit, ANY_OTHER_START));
  }

  @Override
  public Duration call(String verb) {
    return switch (verb) {
      case "show", "is-active", "stop" -> Duration.ofMillis(1);
      default -> Duration.ofMillis(2);
    };
  }
}
