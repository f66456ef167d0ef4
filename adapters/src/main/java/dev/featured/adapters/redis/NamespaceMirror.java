package dev.featured.adapters.redis;

import com.google.common.collect.ImmutableSortedMap;
import dev.featured.engine.core.Command;
import dev.featured.engine.core.SettleOutcome;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.feature.NamespaceRow;
import dev.featured.engine.feature.Row;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * Lets one namespace of a multi-ASIC switch say what the host says (SPEC section 4, last row).
 *
 * <p>What holds without exception: a row of the namespace is written to or removed in the one step
 * that finds it exactly as this object last read it. So none is created or revived, no field is
 * added, and no value is overridden that has not been seen.
 *
 * <p>The host's row is on another server. It is looked at before the namespace is written to, and
 * after a publication once more. So this can be seen between the steps, for the time of a few round
 * trips, or until the next comparison if the daemon is killed or loses a server in between:
 *
 * <ul>
 *   <li>the host says a new state and the namespace an old one, or none: the host is always first;
 *   <li>a namespace's row is rewritten, or its state published, for a host's row that has just gone
 *       or changed. The publication is taken back, unless another one has replaced it; the
 *       rewritten row stays and follows the host's row like any other, so it is removed if that one
 *       is gone;
 *   <li>a namespace says the state of a host's row that has gone and come back equal, until the
 *       deletion is heard of;
 *   <li>when the host's row comes back between the look and the removal, the namespace loses its
 *       STATE_DB key with what other owners may have written there, and its CONFIG_DB row if
 *       somebody has put back exactly the one last seen. The daemon does not create that one again.
 * </ul>
 *
 * <p>Belongs to one thread. All methods throw {@link RedisUnavailable} when either server does not
 * answer, and can then be repeated.
 */
public final class NamespaceMirror implements AutoCloseable {
  /** How often a row is read anew because it changed before it could be written. */
  private static final int TRIES = 5;

  private final Fence host;
  private final Fence here;
  private final FeatureStore store;
  private final Map<FeatureName, Row> lastSeen = new HashMap<>();

  /** A mirror of the host's databases in a namespace's; connects when first used. */
  public NamespaceMirror(DatabaseConfig host, DatabaseConfig namespace) {
    this.host = new Fence(host);
    this.here = new Fence(namespace);
    this.store = new FeatureStore(namespace);
  }

  /**
   * Rewrites the fields of the namespace's row that should say something else and publishes the
   * state, while the host's row is exactly the expected one.
   *
   * @param applied what has been applied on the host, decided from the row as it is there now
   */
  public MirrorOutcome settle(Command.Settle applied) {
    try {
      for (int tries = 0; tries < TRIES; tries++) {
        Optional<Row> row = row(applied.name());
        if (!stands(applied)) {
          return new MirrorOutcome.Overtaken();
        }
        saw(applied.name(), row);
        ImmutableSortedMap<String, String> rewrite =
            row.map(r -> new NamespaceRow(r).rewrite(applied.rendered()))
                .orElse(ImmutableSortedMap.of());
        SettleOutcome written =
            row.map(r -> write(applied, r, rewrite)).orElseGet(() -> publish(applied));
        if (written instanceof SettleOutcome.Refused refused) {
          return new MirrorOutcome.Refused(refused.reason());
        }
        if (written instanceof SettleOutcome.Applied) {
          return stillMirrored(applied, row.orElse(Row.of(Map.of())), rewrite);
        }
      }
      return new MirrorOutcome.Unsteady();
    } catch (JedisDataException e) {
      return new MirrorOutcome.Refused(Fence.refusal(e));
    }
  }

  private boolean stands(Command.Settle applied) {
    return host.look(applied) instanceof SettleOutcome.Applied;
  }

  private void saw(FeatureName name, Optional<Row> row) {
    row.ifPresentOrElse(r -> lastSeen.put(name, r), () -> lastSeen.remove(name));
  }

  private SettleOutcome write(
      Command.Settle applied, Row row, ImmutableSortedMap<String, String> rewrite) {
    SettleOutcome outcome =
        here.settle(
            new Command.Settle(
                applied.name(),
                applied.registration(),
                row,
                rewrite,
                applied.rendered(),
                applied.publication()));
    if (outcome instanceof SettleOutcome.Applied) {
      saw(applied.name(), Optional.of(row.with(rewrite)));
    }
    return outcome;
  }

  private SettleOutcome publish(Command.Settle applied) {
    return applied.publication().isPresent()
        ? here.publish(applied)
        : new SettleOutcome.Applied(applied.expected());
  }

  private MirrorOutcome stillMirrored(
      Command.Settle applied, Row before, ImmutableSortedMap<String, String> rewrite) {
    if (applied.publication().isPresent() && !stands(applied)) {
      here.retract(applied);
      return new MirrorOutcome.Overtaken();
    }
    return new MirrorOutcome.Mirrored(before, rewrite);
  }

  /**
   * Removes the namespace's STATE_DB key if the host has no row of that name, and its CONFIG_DB row
   * too while it is exactly the one last seen by {@link #settle}. If the host has a row, only the
   * daemon's own fields of STATE_DB go. While the host's configuration is not loaded it does
   * nothing: a row that is missing there may be about to come.
   */
  public MirrorForgetOutcome forget(FeatureName name) {
    try {
      ForgetOutcome onHost = host.forgettable(name);
      if (onHost instanceof ForgetOutcome.NotLoaded) {
        return new MirrorForgetOutcome.NotLoaded();
      }
      if (onHost instanceof ForgetOutcome.Back) {
        here.disown(name);
        return new MirrorForgetOutcome.Back(false);
      }
      boolean removed = lastSeen.containsKey(name) && here.removeRow(name, lastSeen.get(name));
      here.removeState(name);
      if (host.hasRow(name)) {
        return new MirrorForgetOutcome.Back(removed);
      }
      lastSeen.remove(name);
      return new MirrorForgetOutcome.Forgotten(removed);
    } catch (JedisDataException e) {
      return new MirrorForgetOutcome.Refused(Fence.refusal(e));
    }
  }

  /** The features that the namespace's STATE_DB knows and the host's CONFIG_DB does not. */
  public Listing orphans() {
    return store.published().only(name -> !host.hasRow(name));
  }

  /** The features that have a key in the namespace's CONFIG_DB, of whatever type. */
  public Listing configured() {
    return store.configured();
  }

  /** The namespace's row of that name; a key that is no hash is none. */
  public Optional<Row> row(FeatureName name) {
    return Optional.ofNullable(rows(Set.of(name)).get(name));
  }

  /** The namespace's rows of these names, as far as there are any. */
  public ImmutableSortedMap<FeatureName, Row> rows(Set<FeatureName> names) {
    ImmutableSortedMap.Builder<FeatureName, Row> rows = ImmutableSortedMap.naturalOrder();
    store
        .read(names)
        .forEach(
            (name, content) ->
                content
                    .filter(Row.class::isInstance)
                    .map(Row.class::cast)
                    .ifPresent(row -> rows.put(name, row)));
    return rows.buildOrThrow();
  }

  /**
   * Removes a row of the namespace that is the trace of a revived row, while it is exactly the
   * expected one (SPEC section 5). The host's row does not matter.
   */
  public TraceOutcome removeTrace(Command.RemoveTrace command) {
    TraceOutcome outcome = here.removeTrace(command);
    if (outcome instanceof TraceOutcome.Removed) {
      saw(command.name(), Optional.empty());
    }
    return outcome;
  }

  /** Closes the connections; a method that is called after this opens them again. */
  @Override
  public void close() {
    host.close();
    here.close();
    store.close();
  }
}
