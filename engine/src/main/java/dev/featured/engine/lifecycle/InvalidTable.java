package dev.featured.engine.lifecycle;

import com.google.common.collect.ImmutableList;

/** A table that breaks a rule of {@link TableRules}; the message names each breach. */
public final class InvalidTable extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  InvalidTable(ImmutableList<String> breaches) {
    super("the lifecycle table breaks its rules:\n  " + String.join("\n  ", breaches));
  }
}
