package dev.featured.docs;

import com.google.common.collect.ImmutableMap;
import dev.featured.engine.diagram.Description;
import dev.featured.engine.diagram.MatrixRow;
import dev.featured.engine.diagram.Outcome;
import dev.featured.engine.diagram.Way;
import dev.featured.engine.diagram.WeightedPicture;
import dev.featured.engine.diagram.WeightedPlantUml;
import dev.featured.model.explored.Explored;
import dev.featured.model.explored.NeverTaken;
import dev.featured.model.explored.Searched;
import java.util.Locale;

/** How often the searches take each way through the table, as a picture and as a page. */
final class ExploredTexts {
  static final String PUML = LifecycleTexts.FOLDER + "explored.puml";

  private ExploredTexts() {}

  /** By path within the project. */
  static ImmutableMap<String, String> of(Description table, Explored explored) {
    return ImmutableMap.of(
        PUML,
        WeightedPlantUml.of(picture(table, explored)),
        LifecycleTexts.FOLDER + "explored.md",
        page(table, explored));
  }

  static WeightedPicture picture(Description table, Explored explored) {
    return WeightedPicture.of(table, way -> explored.times(way.id()));
  }

  private static String page(Description table, Explored explored) {
    StringBuilder text = new StringBuilder("# How often each way is taken\n\n");
    text.append(
        "Generated from `docs/generated/explored.json`; do not edit. Every build searches\n");
    text.append("each of these settings to the last world. A step that takes a way through the\n");
    text.append("table counts once for each world in which it can happen.\n\n");
    text.append("![The lifecycle, with edges as wide as they are often taken](explored.svg)\n\n");
    text.append("## What is searched\n\n| setting | states | transitions | depth |\n");
    text.append("|---|---:|---:|---:|\n");
    for (Searched searched : explored.shipped()) {
      text.append(
          String.format(
              Locale.ROOT,
              "| %s | %,d | %,d | %d |\n",
              searched.setting(),
              searched.states(),
              searched.transitions(),
              searched.depth()));
    }
    text.append("\n## Never taken\n\n");
    text.append("| in | trigger | when | why no setting takes it |\n|---|---|---|---|\n");
    for (Way way : table.ways()) {
      if (isNever(way, explored)) {
        String reason = NeverTaken.reasons().getOrDefault(way.id(), "**not explained**");
        text.append(row(way)).append(" | ").append(reason).append(" |\n");
      }
    }
    text.append("\n## Taken\n\n");
    text.append("| in | trigger | when | steps | in settings |\n|---|---|---|---:|---:|\n");
    for (Way way : table.ways()) {
      long times = explored.times(way.id());
      if (times > 0) {
        long settings =
            explored.shipped().stream().filter(one -> one.taken().containsKey(way.id())).count();
        text.append(row(way)).append(String.format(Locale.ROOT, " | %,d | ", times));
        text.append(settings).append(" |\n");
      }
    }
    return text.toString();
  }

  private static boolean isNever(Way way, Explored explored) {
    return !(way.outcome() instanceof Outcome.Never) && explored.times(way.id()) == 0;
  }

  private static String row(Way way) {
    MatrixRow row = MatrixRow.of(way);
    return "| " + way.from() + " | " + row.trigger() + " | " + row.when();
  }
}
