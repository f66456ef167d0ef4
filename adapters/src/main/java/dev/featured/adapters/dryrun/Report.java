package dev.featured.adapters.dryrun;

/** Is told what a dry run finds, each thing once. Called on one thread. */
public interface Report {
  /**
   * A difference that has lasted.
   *
   * @param about the feature, or a file
   */
  void differs(String about, Difference difference);

  /** What differed there does not any more. */
  void agrees(String about);

  /** The dry run ends. */
  void ends(Summary summary);
}
