package dev.featured.engine.lifecycle;

import com.google.common.collect.HashBasedTable;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableTable;
import com.google.common.collect.Table;
import java.util.Arrays;

/**
 * A lifecycle: a cell for each state and trigger. A table that breaks a rule of {@link TableRules}
 * does not construct, so whoever holds one holds a sound one.
 */
public final class LifecycleTable {
  private final ImmutableTable<LifecycleState, Trigger, Cell> cells;

  private LifecycleTable(ImmutableTable<LifecycleState, Trigger, Cell> cells) {
    this.cells = cells;
  }

  /**
   * Builds a table.
   *
   * @throws InvalidTable if it breaks a rule
   */
  static LifecycleTable of(Entry... entries) {
    ImmutableList.Builder<String> breaches = ImmutableList.builder();
    Table<LifecycleState, Trigger, Cell> cells = HashBasedTable.create();
    for (Entry entry : entries) {
      if (cells.put(entry.state, entry.trigger, entry.cell) != null) {
        breaches.add(TableRules.where(entry.state, entry.trigger) + " is written twice");
      }
    }
    breaches.addAll(TableRules.breaches(cells));
    ImmutableList<String> all = breaches.build();
    if (!all.isEmpty()) {
      throw new InvalidTable(all);
    }
    ImmutableTable.Builder<LifecycleState, Trigger, Cell> ordered = ImmutableTable.builder();
    for (LifecycleState state : LifecycleState.values()) {
      for (Trigger trigger : Trigger.values()) {
        ordered.put(state, trigger, cells.get(state, trigger));
      }
    }
    return new LifecycleTable(ordered.buildOrThrow());
  }

  /** What the table says of this trigger in this state. */
  public Cell cell(LifecycleState state, Trigger trigger) {
    return cells.get(state, trigger);
  }

  /** The table's text, one cell or transition a line, in the order of states and triggers. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (Table.Cell<LifecycleState, Trigger, Cell> cell : cells.cellSet()) {
      text.append(TableRules.where(cell.getRowKey(), cell.getColumnKey()))
          .append(": ")
          .append(cell.getValue())
          .append('\n');
    }
    return text.toString();
  }

  record Entry(LifecycleState state, Trigger trigger, Cell cell) {}

  static Entry cell(LifecycleState state, Trigger trigger, Transition... transitions) {
    return new Entry(state, trigger, new Cell.Moves(ImmutableList.copyOf(transitions)));
  }

  static Entry ignored(LifecycleState state, Trigger trigger, String reason) {
    return new Entry(state, trigger, new Cell.Ignored(reason));
  }

  static Entry impossible(LifecycleState state, Trigger trigger, String reason) {
    return new Entry(state, trigger, new Cell.Impossible(reason));
  }

  static Transition go(LifecycleState target, Effect... effects) {
    return new Transition(Guard.ALWAYS, target, ImmutableList.copyOf(effects), "");
  }

  static When when(Condition... conditions) {
    return new When(new Guard(ImmutableList.copyOf(Arrays.asList(conditions))));
  }

  record When(Guard guard) {
    Transition go(LifecycleState target, Effect... effects) {
      return new Transition(guard, target, ImmutableList.copyOf(effects), "");
    }

    Transition stay(LifecycleState state, String reason) {
      return new Transition(guard, state, ImmutableList.of(), reason);
    }
  }
}
