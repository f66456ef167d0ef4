package dev.featured.adapters.redis;

import com.google.common.collect.ImmutableSortedMap;
import dev.featured.engine.feature.NotAHash;
import dev.featured.engine.feature.Row;
import dev.featured.engine.feature.RowContent;
import java.util.Iterator;
import java.util.Optional;

/**
 * What is under a key.
 *
 * @param type as Redis names it: {@code hash}, {@code none}, or something else
 * @param fields of a hash; empty for everything else
 */
record KeyContent(String type, ImmutableSortedMap<String, String> fields) {
  /** Takes the next one from the answer of the script that reads keys. */
  static KeyContent next(Iterator<String> answer) {
    String type = answer.next();
    int count = Integer.parseInt(answer.next());
    ImmutableSortedMap.Builder<String, String> fields = ImmutableSortedMap.naturalOrder();
    for (int i = 0; i < count; i++) {
      String field = answer.next();
      fields.put(field, answer.next());
    }
    return new KeyContent(type, fields.buildOrThrow());
  }

  Optional<RowContent> row() {
    return switch (type) {
      case "none" -> Optional.empty();
      case "hash" -> Optional.of(new Row(fields));
      default -> Optional.of(new NotAHash(type));
    };
  }
}
