package dev.featured.adapters.redis;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.feature.InvalidFeatureName;
import dev.featured.engine.feature.Row;
import dev.featured.engine.store.Call;
import dev.featured.engine.store.Reply;
import dev.featured.engine.store.Servers;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Makes the calls of a desk on the databases of the host, or on those of one namespace. It decides
 * nothing.
 *
 * <p>Belongs to one thread. Throws {@link RedisUnavailable} when there is no answer; the next call
 * connects once more.
 */
public final class RedisCalls implements AutoCloseable {
  private final FeatureStore store;
  private final Fence fence;
  private final Predicate<FeatureName> managed;
  private final Consumer<InvalidFeatureName> refusals;

  /**
   * Connects when first used.
   *
   * @param store reads these databases
   * @param fence writes to them
   * @param managed which features are looked after; the others are not listed
   * @param refusals is told of each name that is refused
   */
  public RedisCalls(
      FeatureStore store,
      Fence fence,
      Predicate<FeatureName> managed,
      Consumer<InvalidFeatureName> refusals) {
    this.store = store;
    this.fence = fence;
    this.managed = managed;
    this.refusals = refusals;
  }

  /** Where the barriers come out that these calls send. */
  public BarrierChannel barriers() {
    return fence.barriers();
  }

  /** Where these databases are. */
  public Servers servers() {
    return fence.servers();
  }

  /**
   * Makes a call, but for those that are about the device too.
   *
   * @throws IllegalArgumentException if it is one of those
   */
  public Reply make(Call call) {
    if (call instanceof Call.Announcements) {
      return new Reply.Answer(store.makeWatchable());
    } else if (call instanceof Call.BootFlag) {
      return new Reply.Answer(store.warmBootInProgress());
    } else if (call instanceof Call.PortInitDone) {
      return new Reply.Answer(store.portInitDone());
    } else if (call instanceof Call.Asked asked) {
      return new Reply.Asked(store.asked(asked.names()));
    } else if (call instanceof Call.Configured) {
      return names(store.configured());
    } else if (call instanceof Call.Published) {
      return names(store.published());
    } else if (call instanceof Call.Hashes hashes) {
      return new Reply.Hashes(hashes(hashes.names()));
    } else {
      return fence.make(call);
    }
  }

  private Reply names(Listing listing) {
    listing.refused().forEach(refusals);
    return new Reply.Names(listing.only(managed).names());
  }

  private ImmutableSortedMap<FeatureName, Row> hashes(ImmutableSortedSet<FeatureName> names) {
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

  /** Closes the connections; the next call opens them again. */
  @Override
  public void close() {
    store.close();
    fence.close();
  }
}
