package dev.featured.adapters.demo;

import com.google.common.collect.ImmutableList;

/** The two known ways in which a deleted row comes back (SPEC section 5). */
enum RaceKind {
  /** The package goes at the moment at which {@code disabled} is published. */
  AT_DISABLED("race-a", "uninstall as disabled is published"),
  /** The package goes while a start runs, and the start fails. */
  DURING_START("race-b", "uninstall during a start that fails");

  static final ImmutableList<RaceKind> ALL = ImmutableList.copyOf(values());

  private final String prefix;
  private final String description;

  RaceKind(String prefix, String description) {
    this.prefix = prefix;
    this.description = description;
  }

  String prefix() {
    return prefix;
  }

  String description() {
    return description;
  }
}
