package dev.featured.model.world;

/**
 * A unit of systemd. What lies on the disk and what systemd has in force are two things until it
 * reloads.
 *
 * @param file whether the package's unit file is there
 * @param link what the links say, on the disk
 * @param maskInForce whether systemd counts it as masked
 * @param activity whether it runs
 * @param dropIn what the auto-restart drop-in says, on the disk
 * @param dropInForce what of that systemd follows
 */
record Unit(
    boolean file,
    Link link,
    boolean maskInForce,
    Activity activity,
    DropIn dropIn,
    DropIn dropInForce) {
  /** How the unit is linked. */
  enum Link {
    ENABLED,
    DISABLED,
    MASKED
  }

  /** Whether it runs; a job is at work while it is on its way up or down. */
  enum Activity {
    INACTIVE,
    ACTIVATING,
    ACTIVE,
    DEACTIVATING,
    FAILED
  }

  /** What the drop-in says. */
  enum DropIn {
    NONE,
    NO,
    ALWAYS
  }

  static final Unit NONE =
      new Unit(false, Link.DISABLED, false, Activity.INACTIVE, DropIn.NONE, DropIn.NONE);

  static final Unit INSTALLED = NONE.with(true);

  Unit with(boolean newFile) {
    return new Unit(newFile, link, maskInForce, activity, dropIn, dropInForce);
  }

  Unit with(Link newLink) {
    return new Unit(file, newLink, maskInForce, activity, dropIn, dropInForce);
  }

  Unit with(Activity newActivity) {
    return new Unit(file, link, maskInForce, newActivity, dropIn, dropInForce);
  }

  Unit with(DropIn newDropIn) {
    return new Unit(file, link, maskInForce, activity, newDropIn, dropInForce);
  }

  /** A start that is under way fails when its file is found missing. */
  Unit reloaded() {
    boolean lost = !file && activity == Activity.ACTIVATING;
    return new Unit(
        file, link, link == Link.MASKED, lost ? Activity.FAILED : activity, dropIn, dropIn);
  }

  boolean hasFile() {
    return file || link == Link.MASKED;
  }

  boolean isRunning() {
    return activity != Activity.INACTIVE && activity != Activity.FAILED;
  }

  boolean isActive() {
    return activity == Activity.ACTIVE;
  }

  int code() {
    return ((((file ? 1 : 0) * 3 + index(link)) * 2 + (maskInForce ? 1 : 0)) * 5 + index(activity))
            * 9
        + index(dropIn) * 3
        + index(dropInForce);
  }

  // A position within this process; it is never stored.
  @SuppressWarnings("EnumOrdinal")
  private static int index(Enum<?> constant) {
    return constant.ordinal();
  }

  @Override
  public String toString() {
    return (file ? "" : "no file, ")
        + link.name().toLowerCase(java.util.Locale.ROOT)
        + (maskInForce == (link == Link.MASKED) ? "" : " (not reloaded)")
        + ", "
        + activity.name().toLowerCase(java.util.Locale.ROOT)
        + (dropIn == DropIn.NONE
            ? ""
            : ", restart " + dropIn.name().toLowerCase(java.util.Locale.ROOT))
        + (dropIn == dropInForce ? "" : " (not reloaded)");
  }
}
