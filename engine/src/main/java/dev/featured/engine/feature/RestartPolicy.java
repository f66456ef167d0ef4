package dev.featured.engine.feature;

/** What systemd does when a unit of the feature dies (SPEC section 3, {@code auto_restart}). */
public enum RestartPolicy {
  /** It is started again. */
  ALWAYS("always"),
  /** It stays dead. */
  NO("no");

  private final String systemdValue;

  RestartPolicy(String systemdValue) {
    this.systemdValue = systemdValue;
  }

  /** The value of systemd's {@code Restart=}. */
  public String systemdValue() {
    return systemdValue;
  }

  /**
   * Reads {@code auto_restart}. This is the one field that is never refused: whatever contains
   * {@code enabled} means {@link #ALWAYS} ({@code always_enabled} does), all else means {@link
   * #NO}.
   */
  static RestartPolicy ofAutoRestart(String value) {
    return value.contains("enabled") ? ALWAYS : NO;
  }
}
