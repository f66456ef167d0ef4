package dev.featured.engine.store;

import com.google.common.collect.ImmutableSortedMap;
import dev.featured.engine.feature.Row;

/** What has come of a task in a namespace. */
public sealed interface NamespaceResult {
  /**
   * The namespace says what the host says, as far as it may.
   *
   * @param before the namespace's row as it was found; without fields if there is none
   * @param rewritten fields of it and their new values
   */
  record Mirrored(Row before, ImmutableSortedMap<String, String> rewritten)
      implements NamespaceResult {}

  /** The host's row is gone or another one; what was published has been taken back. */
  record Overtaken() implements NamespaceResult {}

  /** The namespace's row was another one each time that it was to be written. */
  record Unsteady() implements NamespaceResult {}

  /**
   * The host has no such row, and the namespace's STATE_DB has none any more.
   *
   * @param rowRemoved whether the namespace's CONFIG_DB had a row that was removed
   */
  record Forgotten(boolean rowRemoved) implements NamespaceResult {}

  /**
   * The host has a row of a feature that was to be forgotten.
   *
   * @param rowRemoved whether it came back only after the namespace's row had been removed
   */
  record Back(boolean rowRemoved) implements NamespaceResult {}

  /** The host's configuration is not loaded; nothing was forgotten. */
  record NotLoaded() implements NamespaceResult {}

  /**
   * A server would not write it.
   *
   * @param reason one line that says why
   */
  record Refused(String reason) implements NamespaceResult {}

  /** A trace was removed, or left alone for a reason. */
  record Trace(Reply reply) implements NamespaceResult {}

  /** Rows were read, and what they say is known. */
  record Known() implements NamespaceResult {}
}
