package dev.featured.adapters.demo.clients;

/** The databases of a switch, with the numbers that SONiC gives them (SPEC section 1). */
public enum SwitchDatabase {
  /** What the switch does; here {@code PORT_TABLE:PortInitDone}. */
  APPL_DB(0, ":"),
  /** What is wanted. */
  CONFIG_DB(4, "|"),
  /** What has been done. */
  STATE_DB(6, "|");

  private final int number;
  private final String separator;

  SwitchDatabase(int number, String separator) {
    this.number = number;
    this.separator = separator;
  }

  /** The database's number, as {@code SELECT} takes it. */
  public int number() {
    return number;
  }

  /** What stands between a table's name and the rest of a key. */
  public String separator() {
    return separator;
  }
}
