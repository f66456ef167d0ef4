package dev.featured.engine.feature;

/** The fields of FEATURE rows that the daemon reads or writes (SPEC section 1). */
public final class Fields {
  /** CONFIG_DB: what is wanted; STATE_DB: what has been done. */
  public static final String STATE = "state";

  /** CONFIG_DB: whether systemd restarts the units when they die. */
  public static final String AUTO_RESTART = "auto_restart";

  /** CONFIG_DB: whether the start waits for the ports. */
  public static final String DELAYED = "delayed";

  /** CONFIG_DB: whether the switch as a whole has a unit of the feature. */
  public static final String HAS_GLOBAL_SCOPE = "has_global_scope";

  /** CONFIG_DB: whether each ASIC has a unit of the feature. */
  public static final String HAS_PER_ASIC_SCOPE = "has_per_asic_scope";

  /** CONFIG_DB: whether each DPU has a unit of the feature. */
  public static final String HAS_PER_DPU_SCOPE = "has_per_dpu_scope";

  /** CONFIG_DB: obsolete; a row that has it is refused. */
  public static final String HAS_TIMER = "has_timer";

  /** STATE_DB: why the last operation failed. */
  public static final String ERROR_MESSAGE = "error_message";

  private Fields() {}
}
