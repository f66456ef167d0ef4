package dev.featured.adapters.device;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import dev.featured.engine.feature.Rendering;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A template of {@code corpus.txt}.
 *
 * @param title the field, and what it is about
 * @param results the text by device; nothing where the template is to be refused
 */
record CorpusEntry(String title, String template, ImmutableMap<String, Optional<String>> results) {
  private static final Pattern RESULT = Pattern.compile("(?:'(.*)'|refused): (.*)");

  static List<CorpusEntry> all() {
    List<CorpusEntry> entries = new ArrayList<>();
    Splitter blocks = Splitter.on(Pattern.compile("(?m)^== "));
    try {
      String text = Files.readString(Device.resource("corpus.txt"));
      blocks.splitToStream(text).skip(1).forEach(block -> entries.add(parse(block)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return entries;
  }

  private static CorpusEntry parse(String block) {
    List<String> lines = block.lines().toList();
    ImmutableMap.Builder<String, Optional<String>> results = ImmutableMap.builder();
    for (String line : lines.subList(2, lines.size())) {
      Matcher result = RESULT.matcher(line);
      if (result.matches()) {
        Optional<String> text = Optional.ofNullable(result.group(1));
        Splitter.on(' ').split(result.group(2)).forEach(device -> results.put(device, text));
      } else if (!line.isEmpty()) {
        throw new IllegalArgumentException("corpus.txt: no result: " + line);
      }
    }
    return new CorpusEntry(lines.get(0), lines.get(1), results.buildOrThrow());
  }

  static Optional<String> text(Rendering rendering) {
    return rendering instanceof Rendering.Text rendered
        ? Optional.of(rendered.text())
        : Optional.empty();
  }
}
