package dev.featured.adapters.redis;

import dev.featured.engine.core.Publication;
import dev.featured.engine.feature.NotAHash;
import dev.featured.engine.feature.Row;
import dev.featured.engine.feature.RowContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The arguments of a script, in the order in which it reads them. */
final class ScriptArguments {
  private final List<byte[]> arguments = new ArrayList<>();

  ScriptArguments number(int value) {
    return text(Integer.toString(value));
  }

  /** A row's content: the type, and its fields as pairs. */
  ScriptArguments row(RowContent content) {
    if (content instanceof Row row) {
      return text("hash").pairs(row.fields());
    }
    return text(((NotAHash) content).type()).pairs(Map.of());
  }

  /** The number of pairs and then the pairs. */
  ScriptArguments pairs(Map<String, String> pairs) {
    number(pairs.size());
    pairs.forEach((first, second) -> text(first).text(second));
    return this;
  }

  /** No or one pair of a state and an error message. */
  ScriptArguments publication(Optional<Publication> publication) {
    return pairs(publication.map(p -> Map.of(p.state().text(), p.error())).orElse(Map.of()));
  }

  List<byte[]> toList() {
    return List.copyOf(arguments);
  }

  ScriptArguments text(String value) {
    arguments.add(LosslessUtf8.encode(value));
    return this;
  }
}
