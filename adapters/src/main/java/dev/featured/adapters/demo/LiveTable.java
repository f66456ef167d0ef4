package dev.featured.adapters.demo;

import com.google.common.base.Stopwatch;
import com.google.common.base.Strings;
import com.google.common.collect.ImmutableList;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import picocli.CommandLine.Help.Ansi.Style;

/**
 * The demo as a table that is painted over again and again, for a terminal at least 80 columns
 * wide: each feature with its state, the latest move, and how the races go.
 */
final class LiveTable implements DemoView {
  private static final String CLEAR_TO_END_OF_LINE = "\u001b[K";
  private static final int COLUMNS = 2;
  private static final int WIDTH = 79;
  private static final int NAME_WIDTH = 18;
  private static final int STATE_WIDTH = 14;
  private static final int BAR_WIDTH = 24;

  private final PrintWriter out;
  private final boolean colours;
  private final Stopwatch running;
  private final Map<String, String> states = new TreeMap<>();
  private String headline = "";
  private String latest = "";
  private Optional<RaceProgress> racesHere = Optional.empty();
  private Optional<RaceProgress> racesUnfenced = Optional.empty();
  private int paintedLines;

  /**
   * Paints to a terminal.
   *
   * @param features the features to show from the beginning
   * @param colours whether the viewer wants colours
   * @param running counts from the demo's beginning
   */
  LiveTable(PrintWriter out, Stream<String> features, boolean colours, Stopwatch running) {
    this.out = out;
    this.colours = colours;
    this.running = running;
    features.forEach(feature -> states.put(feature, ""));
  }

  @Override
  public synchronized void phase(String newHeadline) {
    headline = newHeadline;
    paint();
  }

  @Override
  public synchronized void moved(String feature, String from, String to, String why) {
    states.put(feature, to);
    latest = "%s: %s -> %s (%s)".formatted(feature, from, to, why);
    paint();
  }

  @Override
  public synchronized void races(RaceProgress here, RaceProgress unfenced) {
    racesHere = Optional.of(here);
    racesUnfenced = Optional.of(unfenced);
    paint();
  }

  @Override
  public synchronized void tick() {
    paint();
  }

  private void paint() {
    ImmutableList<String> lines = lines();
    if (paintedLines > 0) {
      out.printf("\u001b[%dA", paintedLines);
    }
    lines.forEach(line -> out.print(line + CLEAR_TO_END_OF_LINE + "\n"));
    for (int surplus = lines.size(); surplus < paintedLines; surplus++) {
      out.print(CLEAR_TO_END_OF_LINE + "\n");
    }
    out.flush();
    paintedLines = Math.max(paintedLines, lines.size());
  }

  private ImmutableList<String> lines() {
    ImmutableList.Builder<String> lines = ImmutableList.builder();
    lines.add(
        "%-69s %7.1f s"
            .formatted(cut(headline, 69), running.elapsed(TimeUnit.MILLISECONDS) / 1000.0));
    lines.add("");
    List<String> cells = new ArrayList<>();
    states.forEach((feature, state) -> cells.add(cell(feature, state)));
    int height = (cells.size() + COLUMNS - 1) / COLUMNS;
    for (int row = 0; row < height; row++) {
      StringBuilder line = new StringBuilder(" ");
      for (int cell = row; cell < cells.size(); cell += height) {
        line.append(cells.get(cell)).append("    ");
      }
      lines.add(line.toString().stripTrailing());
    }
    lines.add("");
    lines.add(" " + cut(latest, WIDTH - 1));
    racesHere.ifPresent(here -> lines.add(bar("here", here)));
    racesUnfenced.ifPresent(unfenced -> lines.add(bar("unfenced", unfenced)));
    return lines.build();
  }

  private String cell(String feature, String state) {
    String padded = Strings.padEnd(cut(state, STATE_WIDTH), STATE_WIDTH, ' ');
    return Strings.padEnd(cut(feature, NAME_WIDTH), NAME_WIDTH, ' ')
        + styleOf(state).map(style -> coloured(style, padded)).orElse(padded);
  }

  private String bar(String world, RaceProgress races) {
    int done = races.played() * BAR_WIDTH / races.total();
    String back = "%d rows came back".formatted(races.cameBack());
    return " races %-8s [%s%s] %4d/%d   %s"
        .formatted(
            world,
            "#".repeat(done),
            " ".repeat(BAR_WIDTH - done),
            races.played(),
            races.total(),
            coloured(races.cameBack() == 0 ? Style.fg_green : Style.fg_red, back));
  }

  private String coloured(Style style, String text) {
    return colours ? style.on() + text + style.off() : text;
  }

  private static Optional<Style> styleOf(String state) {
    return switch (state) {
      case "enabled" -> Optional.of(Style.fg_green);
      case "enabling", "disabling" -> Optional.of(Style.fg_yellow);
      case "failed" -> Optional.of(Style.fg_red);
      case "disabled", "deregistered" -> Optional.of(Style.faint);
      default -> Optional.empty();
    };
  }

  private static String cut(String text, int width) {
    return text.length() <= width ? text : text.substring(0, width - 3) + "...";
  }
}
