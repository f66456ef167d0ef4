package dev.featured.model.explored;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.guava.GuavaModule;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.Sets;
import dev.featured.model.explore.Result;
import dev.featured.model.subjects.Settings;
import java.io.PrintStream;
import java.io.UncheckedIOException;

/**
 * What the searches of every build come to. It depends on the code alone: not on the machine, and
 * not on the number of threads.
 *
 * @param shipped the shipped daemon, by setting
 * @param knownBad the known-bad subjects
 */
public record Explored(ImmutableList<Searched> shipped, ImmutableList<Caught> knownBad) {
  /** The committed file, by path within the project. */
  public static final String FILE = "docs/generated/explored.json";

  private static final JsonMapper MAPPER =
      JsonMapper.builder().addModule(new GuavaModule()).build();
  private static final DefaultIndenter INDENTER = new DefaultIndenter("  ", "\n");

  /**
   * Searches everything. It takes a minute or a few.
   *
   * @param progress where each search prints its line
   * @throws InterruptedException if the caller is interrupted
   */
  public static Explored search(PrintStream progress) throws InterruptedException {
    ImmutableList.Builder<Searched> shipped = ImmutableList.builder();
    for (String setting : Settings.ofEveryBuild().keySet()) {
      Result result = Searched.search(setting);
      progress.println(result.line());
      shipped.add(Searched.of(setting, result));
    }
    ImmutableList.Builder<Caught> knownBad = ImmutableList.builder();
    for (Hunt hunt : Hunt.all()) {
      Result result = hunt.search();
      progress.println(result.line());
      knownBad.add(Caught.of(hunt, result));
    }
    return new Explored(shipped.build(), knownBad.build());
  }

  /** The ways through the table that no setting takes, though their trigger can come. */
  public ImmutableSortedSet<String> neverTaken() {
    ImmutableSortedSet.Builder<String> taken = ImmutableSortedSet.naturalOrder();
    shipped.forEach(searched -> taken.addAll(searched.taken().keySet()));
    return ImmutableSortedSet.copyOf(Sets.difference(WayIds.ofTheTable(), taken.build()));
  }

  /** How many steps take a way, in all settings together. */
  public long times(String way) {
    return shipped.stream().mapToLong(searched -> searched.taken().getOrDefault(way, 0L)).sum();
  }

  /** The text of its file. */
  public String json() {
    try {
      return MAPPER
              .writer(new DefaultPrettyPrinter().withObjectIndenter(INDENTER))
              .writeValueAsString(this)
          + "\n";
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads what {@link #json} has written.
   *
   * @throws UncheckedIOException if that is not what it is
   */
  public static Explored parse(String json) {
    try {
      return MAPPER.readValue(json, Explored.class);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
