package dev.featured.engine.core;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.feature.Row;
import dev.featured.engine.feature.RowContent;
import java.util.Optional;
import java.util.function.LongUnaryOperator;

/**
 * What the core wants done. Each command is answered by an {@link Event}, but for {@link Forget},
 * {@link RemoveTrace} and {@link Conclude}: what they leave undone, the next comparison finds.
 */
public sealed interface Command {
  /**
   * Read these rows from CONFIG_DB. Answered by {@link Event.RowsRead}; no second read is asked for
   * before that.
   *
   * @param names whose rows
   */
  record ReadRows(ImmutableSortedSet<FeatureName> names) implements Command {
    @Override
    public String toString() {
      return "read " + names;
    }
  }

  /**
   * Do something to a feature's units. Answered by {@link Event.OperationEnded}; no second
   * operation on the same feature is asked for before that. A {@link Settle} of the feature that
   * has not been carried out by now shall not be: it says what the units were. Another one follows.
   *
   * @param name the feature
   * @param registration the registration that wants it
   * @param operation the operation's identity
   * @param task what to do
   */
  record Operate(FeatureName name, RegistrationId registration, OperationId operation, Task task)
      implements Command {
    @Override
    public String toString() {
      return name + ": " + operation + " " + task;
    }
  }

  /**
   * Have systemd reload its files, for all operations that need it. Answered by {@link
   * Event.Reloaded}; no second reload is asked for before that.
   */
  record Reload() implements Command {
    @Override
    public String toString() {
      return "reload";
    }
  }

  /**
   * Say when those who need a reload have waited enough for others that might join them. Answered
   * by {@link Event.ReloadDue}.
   */
  record RemindOfReload() implements Command {
    @Override
    public String toString() {
      return "remind of the reload";
    }
  }

  /**
   * Do what is left of an operation, now that systemd has reloaded; or, if it has not, end it with
   * that failure. Answered by {@link Event.OperationEnded}.
   *
   * @param name the feature
   * @param registration the registration that wants it
   * @param operation the operation's identity
   * @param reload how the reload ended that it waited for
   */
  record Finish(
      FeatureName name, RegistrationId registration, OperationId operation, OperationResult reload)
      implements Command {
    @Override
    public String toString() {
      return name
          + ": "
          + operation
          + (reload instanceof OperationResult.Failed ? " give up, reload " + reload : " finish");
    }
  }

  /**
   * Write what a registration has come to: first the derived fields of its row, then its state, in
   * one atomic step, and only while the row is exactly the expected one (SPEC section 4). Answered
   * by {@link Event.Settled}.
   *
   * @param name the feature
   * @param registration the registration that decided it
   * @param expected the row that the decision was made from
   * @param rewrite fields of the row and their new values; each is a field that the row has
   * @param rendered what the fields that may hold templates have come to, whether the row has them
   *     or not: what the rows of the namespaces shall say too; empty if the row is not understood
   * @param publication what STATE_DB shall say, if that changes anything
   * @param barrier behind which it may be carried out, if it depends on more than the row's
   *     content: it puts an immutable state back
   */
  record Settle(
      FeatureName name,
      RegistrationId registration,
      RowContent expected,
      ImmutableSortedMap<String, String> rewrite,
      ImmutableSortedMap<String, String> rendered,
      Optional<Publication> publication,
      Optional<BarrierId> barrier)
      implements Command {
    /** One that depends on nothing but the row's content. */
    public Settle(
        FeatureName name,
        RegistrationId registration,
        RowContent expected,
        ImmutableSortedMap<String, String> rewrite,
        ImmutableSortedMap<String, String> rendered,
        Optional<Publication> publication) {
      this(name, registration, expected, rewrite, rendered, publication, Optional.empty());
    }

    /**
     * The same once it has been applied: decided from the row as it is then, which needs no
     * rewrite.
     */
    public Settle applied(RowContent content) {
      return new Settle(
          name, registration, content, ImmutableSortedMap.of(), rendered, publication);
    }

    /** Shows what it says, identities as such. */
    public void accept(RegistryVisitor visitor) {
      visitor.value(name);
      visitor.id(registration.value());
      visitor.value(expected);
      visitor.value(rewrite);
      visitor.value(rendered);
      visitor.value(publication);
      visitor.number(barrier.isPresent() ? 1 : 0);
      barrier.ifPresent(id -> visitor.id(id.value()));
    }

    /** The same with other identities; see {@link FeatureRegistry#renumbered}. */
    public Settle renumbered(LongUnaryOperator newId) {
      return new Settle(
          name,
          registration.renumbered(newId),
          expected,
          rewrite,
          rendered,
          publication,
          barrier.map(id -> id.renumbered(newId)));
    }

    @Override
    public String toString() {
      return name
          + ": while the row stands"
          + barrier.map(id -> " and behind barrier " + id).orElse("")
          + ","
          + (rewrite.isEmpty() ? "" : " rewrite " + rewrite)
          + publication.map(p -> " publish " + p).orElse("");
    }
  }

  /**
   * Remove a feature's STATE_DB row if CONFIG_DB has no row of that name, and otherwise only the
   * fields that are the daemon's own.
   *
   * @param name the feature
   */
  record Forget(FeatureName name) implements Command {
    @Override
    public String toString() {
      return name + ": forget the published state";
    }
  }

  /**
   * Remove a row of CONFIG_DB that is the trace of a revived row, if it is still exactly that (SPEC
   * section 5). No registration has it.
   *
   * @param name the feature
   * @param expected the trace
   * @param barrier behind which it may be removed, if more than its content is known of it
   */
  record RemoveTrace(FeatureName name, Row expected, Optional<BarrierId> barrier)
      implements Command {
    /** The removal of one of which nothing but its content is known. */
    public RemoveTrace(FeatureName name, Row expected) {
      this(name, expected, Optional.empty());
    }

    /** Shows what it says, identities as such. */
    public void accept(RegistryVisitor visitor) {
      visitor.value(name);
      visitor.value(expected);
      visitor.number(barrier.isPresent() ? 1 : 0);
      barrier.ifPresent(id -> visitor.id(id.value()));
    }

    /** The same with other identities; see {@link FeatureRegistry#renumbered}. */
    public RemoveTrace renumbered(LongUnaryOperator newId) {
      return new RemoveTrace(name, expected, barrier.map(id -> id.renumbered(newId)));
    }

    @Override
    public String toString() {
      return name
          + ": remove the trace "
          + expected.fields()
          + barrier.map(id -> " behind barrier " + id).orElse("");
    }
  }

  /**
   * A barrier has been heard: what waits for it is carried out, or given up.
   *
   * @param name the feature for whose row it was sent
   * @param barrier which barrier
   * @param stands whether nothing has been heard of the row since that was decided
   */
  record Conclude(FeatureName name, BarrierId barrier, boolean stands) implements Command {
    @Override
    public String toString() {
      return name + ": " + (stands ? "go on" : "give up") + " behind barrier " + barrier;
    }
  }
}
