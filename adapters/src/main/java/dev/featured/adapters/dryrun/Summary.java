package dev.featured.adapters.dryrun;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;

/**
 * How things stand at the end.
 *
 * @param agree how many features and files are as the daemon would have them
 * @param differing what differs, by feature or file
 * @param undecided of which it could not be told yet, and why
 */
public record Summary(
    int agree,
    ImmutableSortedMap<String, ImmutableList<Difference>> differing,
    ImmutableSortedMap<String, String> undecided) {
  /** How many were followed. */
  public int followed() {
    return agree + differing.size() + undecided.size();
  }

  @Override
  public String toString() {
    return "followed "
        + followed()
        + ": "
        + agree
        + " agree, "
        + differing.size()
        + " differ, "
        + undecided.size()
        + " undecided";
  }
}
