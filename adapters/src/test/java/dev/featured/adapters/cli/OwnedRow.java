package dev.featured.adapters.cli;

import com.google.common.collect.ImmutableMap;

/**
 * A row as its owner wrote it last.
 *
 * @param enabled whether the feature shall run
 * @param restarts whether it is to be restarted automatically
 * @param templates whether its values are templates
 * @param note a field of the owner's own, which nobody else touches
 */
record OwnedRow(boolean enabled, boolean restarts, boolean templates, int note) {
  static OwnedRow of(boolean enabled, boolean restarts) {
    return new OwnedRow(enabled, restarts, false, 0);
  }

  OwnedRow toggled() {
    return new OwnedRow(!enabled, restarts, templates, note);
  }

  OwnedRow disabled() {
    return new OwnedRow(false, restarts, templates, note);
  }

  OwnedRow withRestart(boolean newRestarts) {
    return new OwnedRow(enabled, newRestarts, templates, note);
  }

  OwnedRow withTemplates(int newNote) {
    return new OwnedRow(enabled, restarts, true, newNote);
  }

  OwnedRow noted(int newNote) {
    return new OwnedRow(enabled, restarts, templates, newNote);
  }

  /** What its owner writes. */
  ImmutableMap<String, String> written() {
    return templates
        ? fields("{% if true %}" + state() + "{% endif %}", "{{ false }}", "{{ true }}")
        : rendered();
  }

  /** What the daemon makes of it. */
  ImmutableMap<String, String> rendered() {
    return fields(state(), "False", "True");
  }

  private ImmutableMap<String, String> fields(String state, String delayed, String globalScope) {
    return ImmutableMap.of(
        "state",
        state,
        "delayed",
        delayed,
        "has_global_scope",
        globalScope,
        "auto_restart",
        restarts ? "enabled" : "disabled",
        "note",
        String.valueOf(note));
  }

  private String state() {
    return enabled ? "enabled" : "disabled";
  }

  /** The drop-in that its units must have. */
  String dropIn() {
    return "[Service]\nRestart=" + (restarts ? "always" : "no") + "\n";
  }
}
