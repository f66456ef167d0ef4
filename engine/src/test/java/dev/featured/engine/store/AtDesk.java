package dev.featured.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import dev.featured.engine.core.Command;
import dev.featured.engine.core.Event;
import dev.featured.engine.feature.FeatureName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Sits at a desk: tells it, makes the calls that it asks for, and notes what it answers. */
final class AtDesk {
  private Desk desk;
  private final List<Event> events = new ArrayList<>();
  private final List<NamespaceTask> namespaces = new ArrayList<>();
  private final List<Reply> outcomes = new ArrayList<>();
  private int reminders;

  private AtDesk(Desk desk) {
    this.desk = desk;
  }

  static AtDesk of(Servers servers) {
    return new AtDesk(Desk.empty(servers));
  }

  /** At one that has found the configuration loaded, and has nothing to do. */
  static AtDesk ofLoaded(Servers servers) {
    AtDesk at = of(servers).compares(false);
    at.callsUntilIdle();
    at.events();
    at.namespaces();
    at.outcomes();
    return at;
  }

  AtDesk tells(Command command) {
    return changes(now -> now.with(command));
  }

  AtDesk reports(FeatureName name, String state) {
    return changes(now -> now.reporting(name, ImmutableSortedMap.of("state", state)));
  }

  AtDesk compares(boolean steady) {
    return changes(now -> now.comparing(steady));
  }

  AtDesk rechecks() {
    return changes(Desk::rechecking);
  }

  AtDesk subscribes() {
    return takes(desk.subscribed());
  }

  private AtDesk changes(UnaryOperator<Desk> change) {
    desk = change.apply(desk);
    return this;
  }

  AtDesk hearsOfPorts() {
    return takes(desk.portsInitialised());
  }

  AtDesk retries() {
    return takes(desk.retry());
  }

  /** The call to make. */
  Call call() {
    return next().orElseThrow();
  }

  Optional<Call> next() {
    desk = desk.taken();
    return desk.call();
  }

  AtDesk answers(Reply reply) {
    assertThat(next()).as("a call").isPresent();
    return takes(desk.answered(reply));
  }

  /** Answers each call as usual until one of this kind is asked for. */
  AtDesk goesOnTo(Class<? extends Call> kind) {
    while (!kind.isInstance(call())) {
      answers(Replies.usual(call()));
    }
    return this;
  }

  /** The connection is lost before the answer comes. */
  AtDesk losesTheAnswer() {
    assertThat(next()).as("a call").isPresent();
    return takes(desk.lost());
  }

  private AtDesk takes(DeskStep step) {
    desk = step.next();
    events.addAll(step.events());
    namespaces.addAll(step.namespaces());
    step.finished().ifPresent(finished -> outcomes.add(finished.reply()));
    reminders += step.remind() ? 1 : 0;
    return this;
  }

  /** Has everything done that is to be done; answered as usual. */
  ImmutableList<Call> callsUntilIdle() {
    ImmutableList.Builder<Call> calls = ImmutableList.builder();
    for (Optional<Call> call = next(); call.isPresent(); call = next()) {
      calls.add(call.get());
      answers(Replies.usual(call.get()));
    }
    return calls.build();
  }

  /** The events since the last call. */
  ImmutableList<Event> events() {
    return emptied(events);
  }

  /** What every namespace was told since the last call. */
  ImmutableList<NamespaceTask> namespaces() {
    return emptied(namespaces);
  }

  /** What has come of the tasks that have ended since the last call. */
  ImmutableList<Reply> outcomes() {
    return emptied(outcomes);
  }

  private static <T> ImmutableList<T> emptied(List<T> all) {
    ImmutableList<T> since = ImmutableList.copyOf(all);
    all.clear();
    return since;
  }

  /** How often somebody was asked since the last call to remind the desk of what was refused. */
  int reminders() {
    int since = reminders;
    reminders = 0;
    return since;
  }

  Desk desk() {
    return desk;
  }
}
