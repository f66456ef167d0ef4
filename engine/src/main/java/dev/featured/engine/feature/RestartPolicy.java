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

  static RestartPolicy ofAutoRestart(String value) {
    return value.contains("enabled") ? ALWAYS : NO;
  }
}
