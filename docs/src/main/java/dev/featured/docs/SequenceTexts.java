package dev.featured.docs;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.featured.model.recorded.Counterexamples;
import dev.featured.model.recorded.Recording;
import dev.featured.model.recorded.Runs;
import dev.featured.model.trace.MermaidSequence;
import dev.featured.model.trace.PlantUmlSequence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The recorded sequences as files: each as a picture and as sentences, and all of them as data. */
final class SequenceTexts {
  /** All of them, for programs. */
  static final String DATA = "docs/generated/sequences.json";

  private static final String FOLDER = "docs/generated/sequences/";
  private static final String RACE = "docs/the-race.md";
  private static final ImmutableList<String> OF_THE_RACE =
      ImmutableList.of(
          "unfenced-creates-row",
          "race-failed-start-today",
          "recheck-deletes-new-row",
          "race-write-back-ours",
          "fence-refuses");

  private SequenceTexts() {}

  /** By path within the project, what each file should hold. The search takes some seconds. */
  static ImmutableMap<String, String> of(Path project) throws IOException {
    ImmutableList<Recording> counterexamples = counterexamples();
    ImmutableList<Recording> runs = Runs.all();
    ImmutableList<Recording> all =
        ImmutableList.<Recording>builder().addAll(runs).addAll(counterexamples).build();
    ImmutableMap.Builder<String, String> texts = ImmutableMap.builder();
    for (Recording recording : all) {
      texts.put(FOLDER + recording.name() + ".md", page(recording));
      texts.put(FOLDER + recording.name() + ".puml", PlantUmlSequence.of(recording.diagram()));
    }
    texts.put(FOLDER + "README.md", index(runs, counterexamples));
    texts.put(DATA, SequenceJson.of(all));
    texts.put(RACE, race(Files.readString(project.resolve(RACE)), all));
    return texts.buildOrThrow();
  }

  private static ImmutableList<Recording> counterexamples() {
    try {
      return Counterexamples.all();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while searching for counterexamples", e);
    }
  }

  private static String page(Recording recording) {
    return "# "
        + recording.title()
        + "\n\nRecorded from a run of the model; do not edit.\n\n"
        + recording.says()
        + "\n\n"
        + MarkedText.mermaid(MermaidSequence.of(recording.diagram()))
        + "\nThe same in sentences:\n\n```text\n"
        + recording.trace().sentences()
        + "\n```\n"
        + recording.replay().map(SequenceTexts::replay).orElse("");
  }

  private static String replay(String replay) {
    return "\nTo replay it, where the feature is called `a`:\n\n```text\n" + replay + "\n```\n";
  }

  private static String index(List<Recording> runs, List<Recording> counterexamples) {
    StringBuilder text = new StringBuilder("# Recorded sequences\n\n");
    text.append("Recorded from runs of the model; do not edit. All of them as data are in\n");
    text.append("[sequences.json](../sequences.json).\n\n");
    text.append("## Runs\n\n").append(table(runs));
    text.append("\n## Shortest counterexamples of the known-bad daemons\n\n");
    return text.append(table(counterexamples)).toString();
  }

  private static String table(List<Recording> recordings) {
    StringBuilder text = new StringBuilder("| sequence | steps | what to see |\n|---|---|---|\n");
    for (Recording recording : recordings) {
      text.append("| [").append(recording.title()).append("](").append(recording.name());
      text.append(".md) | ").append(recording.trace().frames().size());
      text.append(" | ").append(recording.says()).append(" |\n");
    }
    return text.toString();
  }

  private static String race(String document, List<Recording> recordings) {
    String filled = document;
    for (String name : OF_THE_RACE) {
      Recording recording =
          recordings.stream()
              .filter(candidate -> candidate.name().equals(name))
              .findFirst()
              .orElseThrow();
      filled =
          MarkedText.with(
              filled,
              name,
              MarkedText.mermaid(MermaidSequence.of(recording.diagramSinceTheDecision())));
    }
    return filled;
  }
}
