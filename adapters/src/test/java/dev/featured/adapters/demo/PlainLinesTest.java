package dev.featured.adapters.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Stopwatch;
import com.google.common.base.Ticker;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

final class PlainLinesTest {
  private final StringWriter text = new StringWriter();
  private long nanos;
  private final PlainLines lines =
      new PlainLines(
          new PrintWriter(text),
          Stopwatch.createStarted(
              new Ticker() {
                @Override
                public long read() {
                  return nanos;
                }
              }));

  @Test
  void eachMoveIsALineWithItsTime() {
    lines.phase("it boots");
    nanos = 1_234_000_000L;
    lines.moved("bgp", "absent", "enabling", "row wants enabled");
    lines.tick();

    assertThat(text)
        .hasToString(
            """
              0.000  it boots
              1.234    bgp             absent -> enabling (row wants enabled)
            """);
  }

  @Test
  void racesAreToldFourTimes() {
    for (int played = 0; played <= 240; played++) {
      lines.races(new RaceProgress(played, 240, 0), new RaceProgress(played, 240, played / 2));
    }

    assertThat(text)
        .hasToString(
            """
              0.000    60 of 240 races played; rows that came back: 0 here, 30 unfenced
              0.000    120 of 240 races played; rows that came back: 0 here, 60 unfenced
              0.000    180 of 240 races played; rows that came back: 0 here, 90 unfenced
              0.000    240 of 240 races played; rows that came back: 0 here, 120 unfenced
            """);
  }
}
