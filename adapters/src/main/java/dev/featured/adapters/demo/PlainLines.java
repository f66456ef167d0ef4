package dev.featured.adapters.demo;

import com.google.common.base.Stopwatch;
import java.io.PrintWriter;
import java.util.concurrent.TimeUnit;

/** The demo as plain lines, for a pipe or a file: one line for each thing that happens. */
final class PlainLines implements DemoView {
  private static final int RACE_LINES = 4;

  private final PrintWriter out;
  private final Stopwatch running;
  private int raceLines;

  /**
   * Prints to a writer.
   *
   * @param running counts from the demo's beginning
   */
  PlainLines(PrintWriter out, Stopwatch running) {
    this.out = out;
    this.running = running;
  }

  @Override
  public synchronized void phase(String headline) {
    print(headline);
  }

  @Override
  public synchronized void moved(String feature, String from, String to, String why) {
    print("  %-15s %s -> %s (%s)".formatted(feature, from, to, why));
  }

  @Override
  public synchronized void races(RaceProgress here, RaceProgress unfenced) {
    int slower = Math.min(here.played(), unfenced.played());
    if (slower * RACE_LINES >= (raceLines + 1) * here.total()) {
      raceLines = slower * RACE_LINES / here.total();
      print(
          "  %d of %d races played; rows that came back: %d here, %d unfenced"
              .formatted(slower, here.total(), here.cameBack(), unfenced.cameBack()));
    }
  }

  @Override
  public void tick() {}

  private void print(String line) {
    out.printf("%7.3f  %s%n", running.elapsed(TimeUnit.MILLISECONDS) / 1000.0, line);
    out.flush();
  }
}
