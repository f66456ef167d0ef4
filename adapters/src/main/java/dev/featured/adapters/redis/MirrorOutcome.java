package dev.featured.adapters.redis;

import com.google.common.collect.ImmutableSortedMap;
import dev.featured.engine.feature.Row;

/** What came of the mirroring of one feature in one namespace. */
public sealed interface MirrorOutcome {
  /**
   * The namespace says what the host says, as far as it may.
   *
   * @param before the namespace's row as it was found; without fields if there is none
   * @param rewritten fields of it and their new values
   */
  record Mirrored(Row before, ImmutableSortedMap<String, String> rewritten)
      implements MirrorOutcome {}

  /** The host's row is gone or another one by now; what was published has been taken back. */
  record Overtaken() implements MirrorOutcome {}

  /** The namespace's row was another one each time that it was to be written. */
  record Unsteady() implements MirrorOutcome {}

  /**
   * The namespace's Redis would not write it.
   *
   * @param reason one line that says why
   */
  record Refused(String reason) implements MirrorOutcome {}
}
