package dev.featured.adapters.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import com.google.common.base.Stopwatch;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class LiveTableTest {
  private static final String CLEAR = "\u001b[K";
  private final StringWriter text = new StringWriter();

  @Test
  void paintsOverWhatItPaintedBefore() {
    LiveTable table = table(false);

    table.phase("first");
    String firstPaint = text.toString();
    table.tick();

    long height = firstPaint.lines().count();
    assertThat(text.toString().substring(firstPaint.length())).startsWith("\u001b[" + height + "A");
  }

  @Test
  void aTableThatGrewIsPaintedOverWhole() {
    LiveTable table = table(false);
    table.phase("first");
    table.races(new RaceProgress(1, 4, 0), new RaceProgress(1, 4, 1));
    int before = text.toString().length();

    table.tick();

    assertThat(text.toString().substring(before)).startsWith("\u001b[8A");
  }

  @Test
  void showsStatesAndRacesWithinEightyColumns() {
    LiveTable table = table(false);

    table.moved("bgp", "absent", "enabling", "x".repeat(100));
    table.races(new RaceProgress(120, 240, 0), new RaceProgress(240, 240, 97));

    assertThat(lastPaint())
        .contains(
            " bgp               enabling          snmp" + CLEAR,
            " nat" + CLEAR,
            " races here     [############            ]  120/240   0 rows came back" + CLEAR,
            " races unfenced [########################]  240/240   97 rows came back" + CLEAR);
    assertThat(lastPaint())
        .allSatisfy(line -> assertThat(line.replace(CLEAR, "")).hasSizeLessThan(80));
  }

  @Test
  void coloursAreOnlyThereWhenWanted() {
    table(false).moved("bgp", "enabling", "enabled", "done");
    assertThat(text.toString()).doesNotContain("\u001b[32m");

    table(true).moved("bgp", "enabling", "enabled", "done");
    assertThat(text.toString()).contains("\u001b[32menabled");
  }

  private LiveTable table(boolean colours) {
    return new LiveTable(
        new PrintWriter(text),
        Stream.of("bgp", "snmp", "nat"),
        colours,
        Stopwatch.createUnstarted());
  }

  private Iterable<String> lastPaint() {
    String[] paints = text.toString().split("\u001b\\[[0-9]+A", -1);
    return Splitter.on('\n').split(paints[paints.length - 1]);
  }
}
