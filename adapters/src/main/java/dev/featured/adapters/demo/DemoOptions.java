package dev.featured.adapters.demo;

/**
 * What the viewer of the demo asked for.
 *
 * @param device which switch to be
 * @param stay whether to go on after the summary, until the process is told to end
 * @param races how many races to play in all, half of each kind
 */
public record DemoOptions(DemoDevice device, boolean stay, int races) {
  /** As many races as are played unless the viewer says otherwise. */
  public static final int DEFAULT_RACES = 240;

  /**
   * Checks the options.
   *
   * @throws IllegalArgumentException if the number of races is out of its range
   */
  public DemoOptions {
    if (races < 2 || races > 10_000) {
      throw new IllegalArgumentException("--races " + races + ": takes 2 to 10000");
    }
  }
}
