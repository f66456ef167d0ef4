package dev.featured.model.explored;

import com.google.common.collect.ImmutableSetMultimap;
import com.google.common.collect.ImmutableSortedMap;

/**
 * The ways through the table that no setting of every build takes. Each has its reason, which the
 * documents show; a test holds that none is missing and none too many.
 */
public final class NeverTaken {
  private static final ImmutableSetMultimap<String, String> WAYS_BY_REASON =
      ImmutableSetMultimap.<String, String>builder()
          .putAll(
              "the operator does not make a feature delayed that was not",
              "absent/ports-ready/no-matter-of-the-ports",
              "disabled/row-wants-enabled/must-wait-for-the-ports",
              "disabling/operation-failed/wish-changed+must-wait-for-the-ports",
              "disabling/operation-succeeded/wish-changed+must-wait-for-the-ports",
              "disabling/row-wants-enabled/operation-not-begun+must-wait-for-the-ports",
              "enabled/row-wants-enabled/other-units+must-wait-for-the-ports",
              "enabling/operation-failed/wish-changed+must-wait-for-the-ports",
              "enabling/operation-succeeded/wish-changed+must-wait-for-the-ports",
              "enabling/row-wants-enabled/operation-not-begun+must-wait-for-the-ports",
              "failed/ports-ready/no-matter-of-the-ports",
              "failed/row-wants-enabled/worth-a-try+must-wait-for-the-ports")
          .putAll(
              "a failure and two edits are more than a setting of every build lets happen",
              "disabled/operation-failed/always",
              "disabling/operation-failed/wish-changed+may-start",
              "disabling/operation-failed/wish-changed+must-stop")
          .putAll(
              "where operations wait for one another, nobody edits",
              "disabling/row-unusable/operation-not-begun",
              "enabling/row-unusable/operation-not-begun")
          .build();

  private NeverTaken() {}

  /** By the id of such a way, why it is never taken. */
  public static ImmutableSortedMap<String, String> reasons() {
    ImmutableSortedMap.Builder<String, String> reasons = ImmutableSortedMap.naturalOrder();
    WAYS_BY_REASON.forEach((reason, way) -> reasons.put(way, reason));
    return reasons.buildOrThrow();
  }
}
