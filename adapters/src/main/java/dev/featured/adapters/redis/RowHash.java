package dev.featured.adapters.redis;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import dev.featured.engine.feature.NotAHash;
import dev.featured.engine.feature.Row;
import dev.featured.engine.feature.RowContent;

/**
 * A short name for what a row holds: equal contents have equal hashes, and two different contents
 * of one feature have different ones for all practical purposes. For people and programs that
 * compare; the fence compares the contents themselves.
 */
public final class RowHash {
  private static final int LENGTH = 12;

  private RowHash() {}

  /** Twelve hexadecimal digits. */
  public static String of(RowContent content) {
    Hasher hasher = Hashing.sha256().newHasher();
    if (content instanceof Row row) {
      row.fields()
          .forEach(
              (field, value) -> {
                put(hasher, field);
                put(hasher, value);
              });
    } else {
      put(hasher, ((NotAHash) content).type());
    }
    return hasher.hash().toString().substring(0, LENGTH);
  }

  private static void put(Hasher hasher, String text) {
    byte[] bytes = LosslessUtf8.encode(text);
    hasher.putInt(bytes.length).putBytes(bytes);
  }
}
