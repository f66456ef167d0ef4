package dev.featured.engine.store;

import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.feature.Row;
import java.util.Optional;

/**
 * A feature is forgotten.
 *
 * @param task the task
 * @param stage which call is next
 * @param lastSeen the namespace's row as a settling last saw it: no other may be removed
 * @param removed whether it was removed
 */
record Dropping(NamespaceTask.Forget task, Stage stage, Optional<Row> lastSeen, boolean removed)
    implements NamespaceExchange {
  enum Stage {
    LOOK,
    DISOWN,
    REMOVE_ROW,
    REMOVE_STATE,
    LOOK_AGAIN
  }

  Dropping at(Stage next) {
    return new Dropping(task, next, lastSeen, removed);
  }

  Dropping havingRemoved(boolean row) {
    return new Dropping(task, Stage.REMOVE_STATE, lastSeen, row);
  }

  @Override
  public NamespaceCall call() {
    FeatureName name = task.name();
    return switch (stage) {
      case LOOK -> NamespaceCall.onHost(new Call.Forgettable(name));
      case DISOWN -> NamespaceCall.here(new Call.Disown(name));
      case REMOVE_ROW -> NamespaceCall.here(new Call.RemoveRow(name, lastSeen.orElseThrow()));
      case REMOVE_STATE -> NamespaceCall.here(new Call.RemoveState(name));
      case LOOK_AGAIN -> NamespaceCall.onHost(new Call.HasRow(name));
    };
  }
}
