package dev.featured.engine.diagram;

import dev.featured.engine.lifecycle.LifecycleState;
import java.util.Locale;

/** What states have in common, and are drawn alike for. */
public enum StateKind {
  /** Nothing has been done yet. */
  WAITING("nothing is done yet"),
  /** An operation on units is awaited. */
  WORKING("units are worked on"),
  /** An operation has ended well. */
  REACHED("the units are as wished"),
  /** An operation has failed, or there was none to begin. */
  FAILED("failed"),
  /** No way leads out. */
  FINAL("the row is gone; final");

  private final String text = name().toLowerCase(Locale.ROOT);
  private final String meaning;

  StateKind(String meaning) {
    this.meaning = meaning;
  }

  static StateKind of(LifecycleState state) {
    return switch (state) {
      case ABSENT -> WAITING;
      case ENABLING, DISABLING -> WORKING;
      case ENABLED, DISABLED -> REACHED;
      case FAILED -> FAILED;
      case DEREGISTERED -> FINAL;
    };
  }

  /** What a legend says of it. */
  String meaning() {
    return meaning;
  }

  @Override
  public String toString() {
    return text;
  }
}
