package dev.featured.adapters.device;

/** What a module of a chassis is, and of which chassis ({@code CHASSIS_METADATA}, SPEC 2). */
public record Chassis(ModuleType moduleType, ChassisType chassisType) {
  /** The kind of module that this machine is. */
  public enum ModuleType {
    SUPERVISOR("supervisor"),
    LINECARD("linecard");

    private final String text;

    ModuleType(String text) {
      this.text = text;
    }

    /** The word for it in {@code CHASSIS_METADATA}. */
    public String text() {
      return text;
    }
  }

  /** The way the modules are joined. */
  public enum ChassisType {
    VOQ("voq"),
    PACKET("packet");

    private final String text;

    ChassisType(String text) {
      this.text = text;
    }

    /** The word for it in {@code CHASSIS_METADATA}. */
    public String text() {
      return text;
    }
  }
}
