package dev.featured.adapters.daemon;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import dev.featured.adapters.device.DeviceSource;
import dev.featured.adapters.device.KnownDevice;
import dev.featured.adapters.redis.FeatureStore;
import dev.featured.adapters.redis.LoadedConfiguration;
import dev.featured.adapters.redis.RedisCalls;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.feature.RenderedRow;
import dev.featured.engine.store.Call;
import dev.featured.engine.store.Reply;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Makes the calls of the host's desk. Rows are rendered over the DEVICE_METADATA that was there at
 * the same instant.
 *
 * <p>Belongs to the store's thread.
 */
final class HostCalls implements AutoCloseable {
  private final FeatureStore store;
  private final RedisCalls calls;
  private final DeviceSource deviceSource;
  private final Consumer<ImmutableSet<FeatureName>> leftovers;
  private ImmutableSet<String> metadataKeys = ImmutableSet.of();
  private ImmutableMap<String, ImmutableMap<String, String>> metadata = ImmutableMap.of();
  private Optional<KnownDevice> device = Optional.empty();

  /**
   * Connects when first used.
   *
   * @param leftovers removes what a killed daemon has left on the disk of features other than
   *     these, which have rows
   */
  HostCalls(
      FeatureStore store,
      RedisCalls calls,
      DeviceSource deviceSource,
      Consumer<ImmutableSet<FeatureName>> leftovers) {
    this.store = store;
    this.calls = calls;
    this.deviceSource = deviceSource;
    this.leftovers = leftovers;
  }

  Reply make(Call call) {
    if (call instanceof Call.Configuration) {
      metadataKeys = store.deviceMetadataKeys();
      return new Reply.Answer(loaded(ImmutableSet.of()).isPresent());
    } else if (call instanceof Call.Rows rows) {
      return new Reply.Rows(loaded(rows.names()).map(this::rendered));
    } else if (call instanceof Call.Leftovers) {
      leftovers.accept(ImmutableSet.copyOf(store.configured().names()));
      return new Reply.Done();
    } else {
      return calls.make(call);
    }
  }

  private Optional<LoadedConfiguration> loaded(Set<FeatureName> names) {
    Optional<LoadedConfiguration> found = store.loaded(metadataKeys, names);
    found.ifPresent(configuration -> learnTheDevice(configuration.metadata()));
    return found;
  }

  private void learnTheDevice(ImmutableMap<String, ImmutableMap<String, String>> found) {
    if (device.isEmpty() || !found.equals(metadata)) {
      metadata = found;
      device = Optional.of(deviceSource.learn(found));
    }
  }

  private ImmutableSortedMap<FeatureName, Optional<RenderedRow>> rendered(
      LoadedConfiguration configuration) {
    ImmutableSortedMap.Builder<FeatureName, Optional<RenderedRow>> rows =
        ImmutableSortedMap.naturalOrder();
    configuration
        .rows()
        .forEach(
            (name, content) ->
                rows.put(name, content.map(row -> device.orElseThrow().render(row))));
    return rows.buildOrThrow();
  }

  @Override
  public void close() {
    calls.close();
  }
}
