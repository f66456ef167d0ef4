package dev.featured.engine.feature;

import java.util.Optional;

/** The values that a row's {@code state} may have once it is rendered (SPEC section 2). */
public enum StateValue {
  /** The units shall run. */
  ENABLED("enabled", true, false),
  /** The units shall not run. */
  DISABLED("disabled", false, false),
  /** The units shall run, and no user may say otherwise. */
  ALWAYS_ENABLED("always_enabled", true, true),
  /** The units shall not run, and no user may say otherwise. */
  ALWAYS_DISABLED("always_disabled", false, true);

  private final String text;
  private final boolean enabled;
  private final boolean immutable;

  StateValue(String text, boolean enabled, boolean immutable) {
    this.text = text;
    this.enabled = enabled;
    this.immutable = immutable;
  }

  /** The value as it stands in the row. */
  public String text() {
    return text;
  }

  /** Whether the units shall run. */
  public boolean enabled() {
    return enabled;
  }

  /** Whether the value stays for as long as the registration does. */
  public boolean immutable() {
    return immutable;
  }

  static Optional<StateValue> parse(String text) {
    for (StateValue value : values()) {
      if (value.text.equals(text)) {
        return Optional.of(value);
      }
    }
    return Optional.empty();
  }
}
