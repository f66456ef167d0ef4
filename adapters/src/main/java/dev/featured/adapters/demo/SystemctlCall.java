package dev.featured.adapters.demo;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.Iterator;

/**
 * A command line of {@code systemctl}, taken apart.
 *
 * @param verb what to do
 * @param properties what {@code show} shall print; empty for all
 * @param units the units, each with its suffix
 */
record SystemctlCall(String verb, ImmutableSet<String> properties, ImmutableList<String> units) {
  private static final ImmutableSet<String> OPTIONS_WITHOUT_MEANING_HERE =
      ImmutableSet.of("--no-pager", "--no-ask-password", "--no-reload");

  /**
   * Takes a command line apart.
   *
   * @throws IllegalArgumentException if it has an option that the simulation does not know; the
   *     message is systemctl's
   */
  static SystemctlCall parse(ImmutableList<String> arguments) {
    ImmutableSet.Builder<String> properties = ImmutableSet.builder();
    ImmutableList.Builder<String> words = ImmutableList.builder();
    Iterator<String> rest = arguments.iterator();
    boolean options = true;
    while (rest.hasNext()) {
      String word = rest.next();
      if (!options || !word.startsWith("-")) {
        words.add(word);
      } else if (word.equals("--")) {
        options = false;
      } else if (word.equals("-p") || word.equals("--property")) {
        properties.addAll(Splitter.on(',').split(rest.next()));
      } else if (word.startsWith("--property=")) {
        properties.addAll(Splitter.on(',').split(word.substring("--property=".length())));
      } else if (!OPTIONS_WITHOUT_MEANING_HERE.contains(word)) {
        throw new IllegalArgumentException("systemctl: unrecognized option '" + word + "'");
      }
    }
    ImmutableList<String> all = words.build();
    if (all.isEmpty()) {
      throw new IllegalArgumentException("Too few arguments.");
    }
    return new SystemctlCall(
        all.get(0),
        properties.build(),
        all.stream()
            .skip(1)
            .map(unit -> unit.contains(".") ? unit : unit + ".service")
            .collect(ImmutableList.toImmutableList()));
  }
}
