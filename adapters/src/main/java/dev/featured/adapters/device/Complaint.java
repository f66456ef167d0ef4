package dev.featured.adapters.device;

/**
 * Something wrong with what describes the device. It prints as one line.
 *
 * @param file the file, as a path on the switch, or the table or variable
 * @param problem what is wrong with it
 */
public record Complaint(String file, String problem) {
  @Override
  public String toString() {
    return file + ": " + problem;
  }
}
