package dev.featured.engine.lifecycle;

import static dev.featured.engine.lifecycle.Condition.AS_WISHED;
import static dev.featured.engine.lifecycle.Condition.BEGUN;
import static dev.featured.engine.lifecycle.Condition.IS_UNCLEAR;
import static dev.featured.engine.lifecycle.Condition.MAY_START;
import static dev.featured.engine.lifecycle.Condition.MUST_STOP;
import static dev.featured.engine.lifecycle.Condition.MUST_WAIT;
import static dev.featured.engine.lifecycle.Condition.NOT_BEGUN;
import static dev.featured.engine.lifecycle.Condition.NO_MATTER_OF_PORTS;
import static dev.featured.engine.lifecycle.Condition.OTHER_RESTART;
import static dev.featured.engine.lifecycle.Condition.OTHER_UNITS;
import static dev.featured.engine.lifecycle.Condition.OWES_NOTHING;
import static dev.featured.engine.lifecycle.Condition.OWES_STOP;
import static dev.featured.engine.lifecycle.Condition.STARTS_WITH_PORTS;
import static dev.featured.engine.lifecycle.Condition.TRIED_ALREADY;
import static dev.featured.engine.lifecycle.Condition.WISH_CHANGED;
import static dev.featured.engine.lifecycle.Condition.WORTH_A_TRY;
import static dev.featured.engine.lifecycle.Effect.FORGET_STATE;
import static dev.featured.engine.lifecycle.Effect.PUBLISH_STATE;
import static dev.featured.engine.lifecycle.Effect.REMOVE_DROP_INS;
import static dev.featured.engine.lifecycle.Effect.REWRITE_DERIVED_FIELDS;
import static dev.featured.engine.lifecycle.Effect.SET_AUTO_RESTART;
import static dev.featured.engine.lifecycle.Effect.START_UNITS;
import static dev.featured.engine.lifecycle.Effect.STOP_UNITS;
import static dev.featured.engine.lifecycle.LifecycleState.ABSENT;
import static dev.featured.engine.lifecycle.LifecycleState.DEREGISTERED;
import static dev.featured.engine.lifecycle.LifecycleState.DISABLED;
import static dev.featured.engine.lifecycle.LifecycleState.DISABLING;
import static dev.featured.engine.lifecycle.LifecycleState.ENABLED;
import static dev.featured.engine.lifecycle.LifecycleState.ENABLING;
import static dev.featured.engine.lifecycle.LifecycleState.FAILED;
import static dev.featured.engine.lifecycle.LifecycleTable.cell;
import static dev.featured.engine.lifecycle.LifecycleTable.go;
import static dev.featured.engine.lifecycle.LifecycleTable.ignored;
import static dev.featured.engine.lifecycle.LifecycleTable.impossible;
import static dev.featured.engine.lifecycle.LifecycleTable.when;
import static dev.featured.engine.lifecycle.Trigger.OPERATION_FAILED;
import static dev.featured.engine.lifecycle.Trigger.OPERATION_SUCCEEDED;
import static dev.featured.engine.lifecycle.Trigger.PORTS_READY;
import static dev.featured.engine.lifecycle.Trigger.ROW_DELETED;
import static dev.featured.engine.lifecycle.Trigger.ROW_UNUSABLE;
import static dev.featured.engine.lifecycle.Trigger.ROW_WANTS_DISABLED;
import static dev.featured.engine.lifecycle.Trigger.ROW_WANTS_ENABLED;

/**
 * The lifecycle that the daemon runs (SPEC section 6). This file is meant to be read from top to
 * bottom.
 *
 * <p>How to read it: a cell is a state and a trigger. A transition says under which conditions it
 * is taken, where it leads and what it asks for. Operations on units take time and end in one of
 * the last two triggers; everything else is done at once. While an operation is at work the machine
 * does not follow the row; when it ends, the machine goes where the newest row points.
 */
public final class FeatureLifecycle {
  private static final LifecycleTable TABLE =
      LifecycleTable.of(

          // absent: nothing has been done yet, or the start waits for the ports

          cell(
              ABSENT,
              ROW_WANTS_ENABLED,
              when(MAY_START).go(ENABLING, START_UNITS),
              when(MUST_WAIT).go(ABSENT, REWRITE_DERIVED_FIELDS)),
          cell(ABSENT, ROW_WANTS_DISABLED, go(DISABLING, STOP_UNITS)),
          cell(ABSENT, ROW_UNUSABLE, go(FAILED, PUBLISH_STATE)),
          cell(ABSENT, ROW_DELETED, go(DEREGISTERED, FORGET_STATE, REMOVE_DROP_INS)),
          cell(
              ABSENT,
              PORTS_READY,
              when(STARTS_WITH_PORTS).go(ENABLING, START_UNITS),
              when(NO_MATTER_OF_PORTS).stay(ABSENT, "its start does not wait for the ports")),
          impossible(ABSENT, OPERATION_SUCCEEDED, "no operation of this registration is awaited"),
          impossible(ABSENT, OPERATION_FAILED, "no operation of this registration is awaited"),

          // enabling: the units are being started

          cell(
              ENABLING,
              ROW_WANTS_ENABLED,
              when(BEGUN).stay(ENABLING, "the newest row counts when the start ends"),
              when(NOT_BEGUN, MAY_START).go(ENABLING, START_UNITS),
              when(NOT_BEGUN, MUST_WAIT).go(ABSENT, REWRITE_DERIVED_FIELDS)),
          cell(
              ENABLING,
              ROW_WANTS_DISABLED,
              when(BEGUN).stay(ENABLING, "the newest row counts when the start ends"),
              when(NOT_BEGUN).go(DISABLING, STOP_UNITS)),
          cell(
              ENABLING,
              ROW_UNUSABLE,
              when(BEGUN).stay(ENABLING, "the newest row counts when the start ends"),
              when(NOT_BEGUN).go(FAILED, PUBLISH_STATE)),
          cell(ENABLING, ROW_DELETED, go(DEREGISTERED, FORGET_STATE, REMOVE_DROP_INS)),
          ignored(ENABLING, PORTS_READY, "the units are being started already"),
          cell(
              ENABLING,
              OPERATION_SUCCEEDED,
              when(AS_WISHED).go(ENABLED, REWRITE_DERIVED_FIELDS, PUBLISH_STATE),
              when(WISH_CHANGED, MAY_START).go(ENABLING, START_UNITS),
              when(WISH_CHANGED, MUST_WAIT).go(ABSENT, REWRITE_DERIVED_FIELDS),
              when(WISH_CHANGED, MUST_STOP).go(DISABLING, STOP_UNITS),
              when(WISH_CHANGED, IS_UNCLEAR).go(FAILED, PUBLISH_STATE)),
          cell(
              ENABLING,
              OPERATION_FAILED,
              when(AS_WISHED).go(FAILED, REWRITE_DERIVED_FIELDS, PUBLISH_STATE),
              when(WISH_CHANGED, MAY_START).go(ENABLING, START_UNITS),
              when(WISH_CHANGED, MUST_WAIT).go(ABSENT, REWRITE_DERIVED_FIELDS),
              when(WISH_CHANGED, MUST_STOP).go(DISABLING, STOP_UNITS),
              when(WISH_CHANGED, IS_UNCLEAR).go(FAILED, PUBLISH_STATE)),

          // enabled: the last operation started the units

          cell(
              ENABLED,
              ROW_WANTS_ENABLED,
              when(AS_WISHED).go(ENABLED, REWRITE_DERIVED_FIELDS, PUBLISH_STATE),
              when(OTHER_RESTART).go(ENABLED, SET_AUTO_RESTART),
              when(OTHER_UNITS, MAY_START).go(ENABLING, START_UNITS),
              when(OTHER_UNITS, MUST_WAIT).go(ABSENT, REWRITE_DERIVED_FIELDS)),
          cell(ENABLED, ROW_WANTS_DISABLED, go(DISABLING, STOP_UNITS)),
          cell(ENABLED, ROW_UNUSABLE, go(FAILED, PUBLISH_STATE)),
          cell(ENABLED, ROW_DELETED, go(DEREGISTERED, FORGET_STATE, REMOVE_DROP_INS)),
          cell(
              ENABLED,
              PORTS_READY,
              when(STARTS_WITH_PORTS).go(ENABLING, START_UNITS),
              when(NO_MATTER_OF_PORTS).stay(ENABLED, "its start did not wait for the ports")),
          cell(ENABLED, OPERATION_SUCCEEDED, go(ENABLED, REWRITE_DERIVED_FIELDS, PUBLISH_STATE)),
          cell(ENABLED, OPERATION_FAILED, go(FAILED, REWRITE_DERIVED_FIELDS, PUBLISH_STATE)),

          // disabling: the units are being stopped

          cell(
              DISABLING,
              ROW_WANTS_ENABLED,
              when(BEGUN).stay(DISABLING, "the newest row counts when the stop ends"),
              when(NOT_BEGUN, MAY_START).go(ENABLING, START_UNITS),
              when(NOT_BEGUN, MUST_WAIT).go(ABSENT, REWRITE_DERIVED_FIELDS)),
          cell(
              DISABLING,
              ROW_WANTS_DISABLED,
              when(BEGUN).stay(DISABLING, "the newest row counts when the stop ends"),
              when(NOT_BEGUN).go(DISABLING, STOP_UNITS)),
          cell(
              DISABLING,
              ROW_UNUSABLE,
              when(BEGUN).stay(DISABLING, "the newest row counts when the stop ends"),
              when(NOT_BEGUN).go(FAILED, PUBLISH_STATE)),
          cell(DISABLING, ROW_DELETED, go(DEREGISTERED, FORGET_STATE, REMOVE_DROP_INS)),
          ignored(DISABLING, PORTS_READY, "the newest row counts when the stop ends"),
          cell(
              DISABLING,
              OPERATION_SUCCEEDED,
              when(AS_WISHED).go(DISABLED, REWRITE_DERIVED_FIELDS, PUBLISH_STATE),
              when(WISH_CHANGED, MAY_START).go(ENABLING, START_UNITS),
              when(WISH_CHANGED, MUST_WAIT).go(ABSENT, REWRITE_DERIVED_FIELDS),
              when(WISH_CHANGED, MUST_STOP).go(DISABLING, STOP_UNITS),
              when(WISH_CHANGED, IS_UNCLEAR).go(FAILED, PUBLISH_STATE)),
          cell(
              DISABLING,
              OPERATION_FAILED,
              when(AS_WISHED).go(FAILED, REWRITE_DERIVED_FIELDS, PUBLISH_STATE),
              when(WISH_CHANGED, MAY_START).go(ENABLING, START_UNITS),
              when(WISH_CHANGED, MUST_WAIT).go(ABSENT, REWRITE_DERIVED_FIELDS),
              when(WISH_CHANGED, MUST_STOP).go(DISABLING, STOP_UNITS),
              when(WISH_CHANGED, IS_UNCLEAR).go(FAILED, PUBLISH_STATE)),

          // disabled: the last operation stopped the units

          cell(
              DISABLED,
              ROW_WANTS_ENABLED,
              when(MAY_START).go(ENABLING, START_UNITS),
              when(MUST_WAIT).go(ABSENT, REWRITE_DERIVED_FIELDS)),
          cell(
              DISABLED,
              ROW_WANTS_DISABLED,
              when(AS_WISHED).go(DISABLED, REWRITE_DERIVED_FIELDS, PUBLISH_STATE),
              when(OTHER_RESTART).go(DISABLED, SET_AUTO_RESTART),
              when(OTHER_UNITS).go(DISABLING, STOP_UNITS)),
          cell(DISABLED, ROW_UNUSABLE, go(FAILED, PUBLISH_STATE)),
          cell(DISABLED, ROW_DELETED, go(DEREGISTERED, FORGET_STATE, REMOVE_DROP_INS)),
          ignored(DISABLED, PORTS_READY, "nobody wants the units to run"),
          cell(DISABLED, OPERATION_SUCCEEDED, go(DISABLED, REWRITE_DERIVED_FIELDS, PUBLISH_STATE)),
          cell(DISABLED, OPERATION_FAILED, go(FAILED, REWRITE_DERIVED_FIELDS, PUBLISH_STATE)),

          // failed: the last operation failed, or the row cannot be understood

          cell(
              FAILED,
              ROW_WANTS_ENABLED,
              when(WORTH_A_TRY, MAY_START).go(ENABLING, START_UNITS),
              when(WORTH_A_TRY, MUST_WAIT).go(ABSENT, REWRITE_DERIVED_FIELDS),
              when(TRIED_ALREADY).go(FAILED, REWRITE_DERIVED_FIELDS, PUBLISH_STATE)),
          cell(
              FAILED,
              ROW_WANTS_DISABLED,
              when(WORTH_A_TRY).go(DISABLING, STOP_UNITS),
              when(TRIED_ALREADY).go(FAILED, REWRITE_DERIVED_FIELDS, PUBLISH_STATE)),
          cell(FAILED, ROW_UNUSABLE, go(FAILED, PUBLISH_STATE)),
          cell(FAILED, ROW_DELETED, go(DEREGISTERED, FORGET_STATE, REMOVE_DROP_INS)),
          cell(
              FAILED,
              PORTS_READY,
              when(STARTS_WITH_PORTS).go(ENABLING, START_UNITS),
              when(NO_MATTER_OF_PORTS).stay(FAILED, "the ports were not what it failed for")),
          impossible(FAILED, OPERATION_SUCCEEDED, "no operation of this registration is awaited"),
          impossible(FAILED, OPERATION_FAILED, "no operation of this registration is awaited"),

          // deregistered: the row is gone; final

          impossible(
              DEREGISTERED, ROW_WANTS_ENABLED, "a row that is there has a registration of its own"),
          impossible(
              DEREGISTERED,
              ROW_WANTS_DISABLED,
              "a row that is there has a registration of its own"),
          impossible(
              DEREGISTERED, ROW_UNUSABLE, "a row that is there has a registration of its own"),
          impossible(DEREGISTERED, ROW_DELETED, "a row is deleted once for each registration"),
          impossible(
              DEREGISTERED, PORTS_READY, "only a registration with a row hears of the ports"),
          cell(
              DEREGISTERED,
              OPERATION_SUCCEEDED,
              when(OWES_STOP).go(DEREGISTERED, STOP_UNITS),
              when(OWES_NOTHING).stay(DEREGISTERED, "its result changes nothing any more")),
          ignored(DEREGISTERED, OPERATION_FAILED, "its result changes nothing any more"));

  private FeatureLifecycle() {}

  /** The table; it was checked when it was built. */
  public static LifecycleTable table() {
    return TABLE;
  }
}
