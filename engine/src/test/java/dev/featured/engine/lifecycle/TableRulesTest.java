package dev.featured.engine.lifecycle;

import static dev.featured.engine.lifecycle.Condition.AS_WISHED;
import static dev.featured.engine.lifecycle.Condition.MAY_START;
import static dev.featured.engine.lifecycle.Condition.MUST_WAIT;
import static dev.featured.engine.lifecycle.Condition.OWES_NOTHING;
import static dev.featured.engine.lifecycle.Condition.OWES_STOP;
import static dev.featured.engine.lifecycle.Condition.WISH_CHANGED;
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
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.featured.engine.lifecycle.LifecycleTable.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule refuses a table that breaks it and nothing else. */
class TableRulesTest {
  @Test
  void theShippedTableHasAllFortyNineCells() {
    LifecycleTable table = FeatureLifecycle.table();

    int cells = 0;
    for (LifecycleState state : LifecycleState.values()) {
      for (Trigger trigger : Trigger.values()) {
        assertThat(table.cell(state, trigger)).isNotNull();
        cells++;
      }
    }
    assertThat(cells).isEqualTo(49);
  }

  static Stream<Arguments> brokenTables() {
    return Stream.of(
        broken(
            "two guards hold",
            cell(
                ABSENT,
                ROW_WANTS_ENABLED,
                when(MAY_START).go(ENABLING, START_UNITS),
                when().go(ABSENT, REWRITE_DERIVED_FIELDS)),
            "cell (absent, row wants enabled) has 2 guards that hold"),
        broken(
            "no guard holds",
            cell(ABSENT, ROW_WANTS_ENABLED, when(MAY_START).go(ENABLING, START_UNITS)),
            "cell (absent, row wants enabled) has 0 guards that hold"),
        broken(
            "a cell without transitions",
            cell(ABSENT, ROW_WANTS_ENABLED),
            "cell (absent, row wants enabled) has 0 guards that hold"),
        broken(
            "a way out of deregistered",
            cell(DEREGISTERED, ROW_WANTS_ENABLED, go(ENABLING, START_UNITS)),
            "cell (deregistered, row wants enabled) leads out of deregistered"),
        broken(
            "a write into deregistered",
            cell(ENABLING, ROW_DELETED, go(DEREGISTERED, REWRITE_DERIVED_FIELDS, FORGET_STATE)),
            "cell (enabling, row deleted) writes for a registration whose row is gone"),
        broken(
            "a write in deregistered",
            cell(
                DEREGISTERED,
                OPERATION_SUCCEEDED,
                when(OWES_STOP).go(DEREGISTERED, STOP_UNITS, REWRITE_DERIVED_FIELDS),
                when(OWES_NOTHING).stay(DEREGISTERED, "nothing")),
            "cell (deregistered, operation succeeded) writes for a registration"),
        broken(
            "a publication in deregistered",
            cell(DEREGISTERED, OPERATION_FAILED, go(DEREGISTERED, PUBLISH_STATE)),
            "cell (deregistered, operation failed) writes for a registration"),
        broken(
            "a deletion that is ignored",
            ignored(ENABLED, ROW_DELETED, "no matter"),
            "cell (enabled, row deleted) does not lead to deregistered"),
        broken(
            "a deletion that cannot come",
            impossible(ENABLED, ROW_DELETED, "rows are for ever"),
            "cell (enabled, row deleted) does not lead to deregistered"),
        broken(
            "a deletion that leads elsewhere",
            cell(ENABLED, ROW_DELETED, go(DISABLING, STOP_UNITS)),
            "cell (enabled, row deleted) does not forget and lead to deregistered"),
        broken(
            "a deletion that leaves the published state",
            cell(ENABLED, ROW_DELETED, when().stay(DEREGISTERED, "no matter")),
            "cell (enabled, row deleted) does not forget and lead to deregistered"),
        broken(
            "a deletion that leaves the drop-ins",
            cell(ENABLED, ROW_DELETED, go(DEREGISTERED, FORGET_STATE)),
            "cell (enabled, row deleted) leaves the drop-ins of a feature that is gone"),
        broken(
            "drop-ins removed from a feature that is there",
            cell(FAILED, ROW_UNUSABLE, go(FAILED, REMOVE_DROP_INS, PUBLISH_STATE)),
            "cell (failed, row unusable) treats the row as deleted"),
        broken(
            "an end without a deletion",
            cell(FAILED, ROW_UNUSABLE, go(DEREGISTERED, FORGET_STATE)),
            "cell (failed, row unusable) treats the row as deleted"),
        broken(
            "a silent move",
            cell(DISABLED, ROW_UNUSABLE, when().stay(ENABLED, "by magic")),
            "cell (disabled, row unusable) goes to enabled without doing anything"),
        broken(
            "silence without a reason",
            cell(DISABLED, PORTS_READY, go(DISABLED)),
            "cell (disabled, ports ready) must say why exactly where nothing happens"),
        broken(
            "an ignored trigger without a reason",
            ignored(DISABLED, PORTS_READY, " "),
            "cell (disabled, ports ready) does not say why nothing happens"),
        broken(
            "an impossible trigger without a reason",
            impossible(FAILED, OPERATION_FAILED, ""),
            "cell (failed, operation failed) does not say why nothing happens"),
        broken(
            "a publication of a state that has no word, and nothing else",
            cell(ENABLED, ROW_UNUSABLE, go(ENABLING, PUBLISH_STATE, START_UNITS)),
            "cell (enabled, row unusable) publishes enabling, for which STATE_DB has no word"),
        broken(
            "a publication before anything else",
            cell(ENABLED, ROW_UNUSABLE, go(FAILED, PUBLISH_STATE, REWRITE_DERIVED_FIELDS)),
            "cell (enabled, row unusable) must publish last of all"),
        broken(
            "enabling without a start",
            cell(DISABLED, ROW_UNUSABLE, go(ENABLING, REWRITE_DERIVED_FIELDS)),
            "cell (disabled, row unusable) must start the units exactly when"),
        broken(
            "a start that does not lead to enabling",
            cell(ABSENT, ROW_WANTS_DISABLED, go(ABSENT, START_UNITS)),
            "cell (absent, row wants disabled) must start the units exactly when"),
        broken(
            "disabling without a stop",
            cell(ABSENT, ROW_WANTS_DISABLED, go(DISABLING, REWRITE_DERIVED_FIELDS)),
            "cell (absent, row wants disabled) must stop the units exactly when"),
        broken(
            "a stop that does not lead to disabling",
            cell(ABSENT, ROW_WANTS_DISABLED, go(ABSENT, STOP_UNITS)),
            "cell (absent, row wants disabled) must stop the units exactly when"),
        broken(
            "two operations at once",
            cell(ABSENT, ROW_WANTS_DISABLED, go(DISABLING, STOP_UNITS, SET_AUTO_RESTART)),
            "cell (absent, row wants disabled) begins two operations at once"),
        broken(
            "auto-restart alone on the way elsewhere",
            cell(ENABLED, ROW_UNUSABLE, go(DISABLED, SET_AUTO_RESTART)),
            "cell (enabled, row unusable) may set auto-restart alone only where"),
        broken(
            "a state published that STATE_DB does not know",
            cell(ABSENT, ROW_WANTS_DISABLED, go(DISABLING, STOP_UNITS, PUBLISH_STATE)),
            "cell (absent, row wants disabled) publishes disabling, for which"),
        broken(
            "a publication before the rewrite",
            cell(
                ENABLING,
                OPERATION_FAILED,
                when(AS_WISHED).go(FAILED, PUBLISH_STATE, REWRITE_DERIVED_FIELDS),
                when(WISH_CHANGED).go(ENABLING, START_UNITS)),
            "cell (enabling, operation failed) must publish last of all"),
        broken(
            "a settled state that nobody hears of",
            cell(DISABLED, OPERATION_SUCCEEDED, go(DISABLED, REWRITE_DERIVED_FIELDS)),
            "cell (disabled, operation succeeded) settles in disabled without publishing it"));
  }

  private static Arguments broken(String what, Entry entry, String breach) {
    return arguments(what, entry, breach);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("brokenTables")
  void aTableThatBreaksARuleDoesNotConstruct(String what, Entry entry, String breach) {
    assertThatExceptionOfType(InvalidTable.class)
        .as(what)
        .isThrownBy(() -> LifecycleTable.of(shippedBut(entry)))
        .withMessageContaining(breach);
  }

  @Test
  void theShippedEntriesConstructWhenNothingIsBroken() {
    Entry same =
        cell(
            ABSENT,
            ROW_WANTS_ENABLED,
            when(MAY_START).go(ENABLING, START_UNITS),
            when(MUST_WAIT).go(ABSENT, REWRITE_DERIVED_FIELDS));

    assertThat(LifecycleTable.of(shippedBut(same)))
        .hasToString(FeatureLifecycle.table().toString());
  }

  @Test
  void aMissingCellIsRefused() {
    Entry[] entries = shipped().stream().skip(1).toArray(Entry[]::new);

    assertThatExceptionOfType(InvalidTable.class)
        .isThrownBy(() -> LifecycleTable.of(entries))
        .withMessageContaining("cell (absent, row wants enabled) is missing");
  }

  @Test
  void aCellWrittenTwiceIsRefused() {
    List<Entry> entries = new ArrayList<>(shipped());
    entries.add(entries.get(0));

    assertThatExceptionOfType(InvalidTable.class)
        .isThrownBy(() -> LifecycleTable.of(entries.toArray(Entry[]::new)))
        .withMessageContaining("cell (absent, row wants enabled) is written twice");
  }

  @Test
  void aStateThatNoWayLeadsToIsRefused() {
    Entry[] entries =
        shipped().stream()
            .map(entry -> entry.state() == DEREGISTERED ? entry : avoidingDisabled(entry))
            .toArray(Entry[]::new);

    assertThatExceptionOfType(InvalidTable.class)
        .isThrownBy(() -> LifecycleTable.of(entries))
        .withMessageContaining("no way leads from absent to disabled");
  }

  private static Entry avoidingDisabled(Entry entry) {
    boolean reaches =
        entry.cell() instanceof Cell.Moves moves
            && moves.transitions().stream().anyMatch(t -> t.target() == DISABLED);
    return reaches ? ignored(entry.state(), entry.trigger(), "disabled is avoided") : entry;
  }

  @Test
  void everyBreachOfATableIsNamedAtOnce() {
    Entry[] entries =
        shipped().stream()
            .map(
                entry ->
                    entry.trigger() == ROW_DELETED && entry.state() != DEREGISTERED
                        ? ignored(entry.state(), ROW_DELETED, "no matter")
                        : entry)
            .toArray(Entry[]::new);

    assertThatExceptionOfType(InvalidTable.class)
        .isThrownBy(() -> LifecycleTable.of(entries))
        .withMessageContaining("(absent, row deleted)")
        .withMessageContaining("(failed, row deleted)")
        .withMessageContaining("no way leads from absent to deregistered");
  }

  private static List<Entry> shipped() {
    List<Entry> entries = new ArrayList<>();
    for (LifecycleState state : LifecycleState.values()) {
      for (Trigger trigger : Trigger.values()) {
        entries.add(new Entry(state, trigger, FeatureLifecycle.table().cell(state, trigger)));
      }
    }
    return entries;
  }

  private static Entry[] shippedBut(Entry other) {
    return shipped().stream()
        .map(
            entry ->
                entry.state() == other.state() && entry.trigger() == other.trigger()
                    ? other
                    : entry)
        .toArray(Entry[]::new);
  }
}
