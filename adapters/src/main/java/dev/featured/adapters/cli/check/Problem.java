package dev.featured.adapters.cli.check;

import dev.featured.adapters.device.Complaint;

/**
 * Something to complain of. It prints as one line.
 *
 * @param about the feature, or the file or table that it is wrong with
 * @param text what is wrong
 */
public record Problem(String about, String text) {
  static Problem of(Complaint complaint) {
    return new Problem(complaint.file(), complaint.problem());
  }

  @Override
  public String toString() {
    return about + ": " + text;
  }
}
