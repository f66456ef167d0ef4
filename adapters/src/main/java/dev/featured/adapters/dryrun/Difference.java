package dev.featured.adapters.dryrun;

/**
 * Something that the daemon would do and that has not been done.
 *
 * @param would what it would do, as it is put after "would"
 * @param because what it found
 */
public record Difference(String would, String because) {
  @Override
  public String toString() {
    return "would " + would + ": " + because;
  }
}
