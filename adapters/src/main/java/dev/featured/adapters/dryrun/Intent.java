package dev.featured.adapters.dryrun;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.Maps;
import dev.featured.engine.core.Command;
import dev.featured.engine.core.Event;
import dev.featured.engine.core.FeatureRegistry;
import dev.featured.engine.core.OperationResult;
import dev.featured.engine.core.Publication;
import dev.featured.engine.core.Step;
import dev.featured.engine.core.Task;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.feature.Fields;
import dev.featured.engine.feature.RenderedRow;
import dev.featured.engine.feature.StateValue;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

/**
 * What the daemon would want of a feature if it started now: the shipped core is told of the row
 * and asked. Operations count as done, so that it goes on to what follows them.
 *
 * @param task what would be done to the units, if anything
 * @param rewrite fields of the row that would be rewritten, with their new values
 * @param publication what STATE_DB would say, if anything
 * @param forgets whether what STATE_DB says would be removed
 * @param removesTrace whether the row would be removed, which an older daemon has revived
 */
record Intent(
    Optional<Task> task,
    ImmutableSortedMap<String, String> rewrite,
    Optional<Publication> publication,
    boolean forgets,
    boolean removesTrace) {
  /** As many as it takes until a row counts as the trace of a revived one. */
  private static final int COMPARISONS = 3;

  /**
   * Asks the core.
   *
   * @param row the feature's row, if it has one
   * @param switchEvents what has been heard of the ports and of a warm boot
   */
  static Intent of(FeatureName name, Optional<RenderedRow> row, ImmutableList<Event> switchEvents) {
    Conversation conversation = new Conversation(name, row);
    switchEvents.forEach(conversation::tell);
    for (int i = 0; i < COMPARISONS; i++) {
      conversation.tell(new Event.Listed(ImmutableSortedSet.of(name), true));
    }
    return conversation.intent();
  }

  /** The same for a registration that is held to the immutable state it was rendered to. */
  Intent held(StateValue to) {
    ImmutableSortedMap.Builder<String, String> all = ImmutableSortedMap.naturalOrder();
    all.putAll(Maps.filterKeys(rewrite, field -> !field.equals(Fields.STATE)));
    all.put(Fields.STATE, to.text());
    return new Intent(task, all.buildOrThrow(), publication, forgets, removesTrace);
  }

  /** One core, from its first event to its last. */
  private static final class Conversation {
    private final FeatureName name;
    private final Optional<RenderedRow> row;
    private FeatureRegistry registry = FeatureRegistry.empty(1);
    private Optional<Task> task = Optional.empty();
    private ImmutableSortedMap<String, String> rewrite = ImmutableSortedMap.of();
    private Optional<Publication> publication = Optional.empty();
    private boolean forgets;
    private boolean removesTrace;

    Conversation(FeatureName name, Optional<RenderedRow> row) {
      this.name = name;
      this.row = row;
    }

    Intent intent() {
      return new Intent(task, rewrite, publication, forgets, removesTrace);
    }

    void tell(Event event) {
      Queue<Event> toTell = new ArrayDeque<>();
      toTell.add(event);
      while (!toTell.isEmpty()) {
        Step step = registry.step(toTell.remove());
        registry = step.next();
        step.commands().forEach(command -> answer(command).ifPresent(toTell::add));
      }
    }

    private Optional<Event> answer(Command command) {
      if (command instanceof Command.ReadRows) {
        return Optional.of(new Event.RowsRead(ImmutableSortedMap.of(name, row)));
      }
      if (command instanceof Command.Operate operate) {
        task = Optional.of(operate.task());
        return Optional.of(
            new Event.OperationEnded(name, operate.operation(), new OperationResult.Succeeded()));
      }
      if (command instanceof Command.Settle settle) {
        rewrite = settle.rewrite();
        publication = settle.publication().or(() -> publication);
      } else if (command instanceof Command.Forget) {
        forgets = true;
      } else if (command instanceof Command.RemoveTrace) {
        removesTrace = true;
      } else {
        throw new AssertionError("nothing was prepared that this could be about: " + command);
      }
      return Optional.empty();
    }
  }
}
