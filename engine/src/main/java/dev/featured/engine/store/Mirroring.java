package dev.featured.engine.store;

import com.google.common.collect.ImmutableSortedSet;
import dev.featured.engine.core.Command;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.feature.Row;
import java.util.Optional;

/**
 * A settling is repeated. The host's row is looked at before anything is written, and once more
 * after a publication.
 *
 * @param task the task
 * @param stage which call is next
 * @param tries how often the row has been read anew because it changed before it could be written
 * @param row the namespace's row as it was read last, if there is one
 * @param writing the settling of that row
 */
record Mirroring(
    NamespaceTask.Settle task,
    Stage stage,
    int tries,
    Optional<Row> row,
    Optional<Settling> writing)
    implements NamespaceExchange {
  enum Stage {
    READ,
    LOOK,
    WRITE,
    PUBLISH,
    LOOK_AGAIN,
    RETRACT
  }

  static Mirroring begin(NamespaceTask.Settle task, int tries) {
    return new Mirroring(task, Stage.READ, tries, Optional.empty(), Optional.empty());
  }

  Mirroring at(Stage next) {
    return new Mirroring(task, next, tries, row, writing);
  }

  Mirroring having(Optional<Row> read) {
    return new Mirroring(task, Stage.LOOK, tries, read, Optional.empty());
  }

  Mirroring writing(Settling next) {
    return new Mirroring(task, Stage.WRITE, tries, row, Optional.of(next));
  }

  @Override
  public NamespaceCall call() {
    Command.Settle applied = task.applied();
    FeatureName name = applied.name();
    return switch (stage) {
      case READ -> NamespaceCall.here(new Call.Hashes(ImmutableSortedSet.of(name)));
      case LOOK, LOOK_AGAIN -> NamespaceCall.onHost(Call.Rewrite.look(name, applied.expected()));
      case WRITE -> NamespaceCall.here(writing.orElseThrow().call());
      case PUBLISH -> NamespaceCall.here(new Call.Publish(name, applied.publication()));
      case RETRACT ->
          NamespaceCall.here(new Call.Retract(name, applied.publication().orElseThrow()));
    };
  }
}
