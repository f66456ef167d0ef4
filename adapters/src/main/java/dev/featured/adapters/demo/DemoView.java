package dev.featured.adapters.demo;

/** What a viewer sees while the demo runs. May be told from any thread. */
interface DemoView {
  /** A new part of the demo begins. */
  void phase(String headline);

  /**
   * A feature of the switch moved from one state of its life to another.
   *
   * @param feature the feature's name
   * @param from the state it left
   * @param to the state it is in
   * @param why what moved it
   */
  void moved(String feature, String from, String to, String why);

  /** How the races go, here and in the unfenced world. */
  void races(RaceProgress here, RaceProgress unfenced);

  /** Time has passed. */
  void tick();
}
