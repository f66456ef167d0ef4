package dev.featured.adapters.dryrun;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.featured.adapters.device.DeviceSource;
import dev.featured.adapters.device.KnownDevice;
import dev.featured.adapters.redis.FeatureStatus;
import dev.featured.adapters.redis.FeatureStore;
import dev.featured.adapters.redis.Listing;
import dev.featured.adapters.redis.LoadedConfiguration;
import dev.featured.adapters.redis.StatusReader;
import dev.featured.adapters.rows.Names;
import dev.featured.adapters.systemd.Rehearsal;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.feature.Fields;
import dev.featured.engine.feature.RenderedRow;
import dev.featured.engine.feature.Row;
import dev.featured.engine.feature.StateValue;
import dev.featured.engine.feature.Wish;
import dev.featured.engine.feature.WishReader;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at features and enters into the ledger what it finds. Belongs to one thread. */
final class Onlooker {
  private static final Logger LOG = LoggerFactory.getLogger(Onlooker.class);

  private final FeatureStore store;
  private final StatusReader reader;
  private final Rehearsal rehearsal;
  private final Comparison comparison;
  private final DeviceSource devices;
  private final Names names;
  private final Ports ports;
  private final Ledger ledger;
  private final Map<FeatureName, StateValue> pinned = new HashMap<>();
  private ImmutableMap<String, ImmutableMap<String, String>> metadata = ImmutableMap.of();
  private Optional<KnownDevice> device = Optional.empty();
  private Set<String> leftovers = new HashSet<>();
  private boolean waitingSaid;
  private boolean silenceSaid;

  Onlooker(
      FeatureStore store,
      StatusReader reader,
      Rehearsal rehearsal,
      DeviceSource devices,
      Names names,
      Ports ports,
      Ledger ledger) {
    this.store = store;
    this.reader = reader;
    this.rehearsal = rehearsal;
    this.comparison = new Comparison(rehearsal);
    this.devices = devices;
    this.names = names;
    this.ports = ports;
    this.ledger = ledger;
  }

  /** These rows went, so what they were rendered to binds nobody any more. */
  void forget(Set<FeatureName> deleted) {
    pinned.keySet().removeAll(deleted);
  }

  /** The deletion of a row may have gone unheard, so an immutable state may be its successor's. */
  void forgetImmutableStates() {
    pinned.clear();
  }

  /**
   * Compares everything.
   *
   * @return whether it could; it cannot while the configuration is not loaded
   * @throws dev.featured.adapters.redis.RedisUnavailable if Redis does not answer
   */
  boolean lookAtAll() throws InterruptedException {
    sayIfNothingIsAnnounced();
    if (!isLoaded()) {
      return false;
    }
    Listing known = reader.known();
    known.refused().forEach(names::refused);
    Set<FeatureName> all = new HashSet<>(known.only(names::managed).names());
    ledger.followed().stream()
        .filter(about -> !about.startsWith("/"))
        .map(FeatureName::new)
        .forEach(all::add);
    lookAtFeatures(ImmutableSet.copyOf(all));
    lookAtLeftovers();
    return true;
  }

  /**
   * Compares some.
   *
   * @param about features, and files
   * @return whether it could
   * @throws dev.featured.adapters.redis.RedisUnavailable if Redis does not answer
   */
  boolean lookAt(Set<String> about) throws InterruptedException {
    if (about.isEmpty()) {
      return true;
    }
    if (!isLoaded()) {
      return false;
    }
    lookAtFeatures(
        about.stream()
            .filter(each -> !each.startsWith("/"))
            .map(FeatureName::new)
            .filter(names::managed)
            .collect(ImmutableSet.toImmutableSet()));
    if (about.stream().anyMatch(each -> each.startsWith("/"))) {
      lookAtLeftovers();
    }
    return true;
  }

  private void sayIfNothingIsAnnounced() {
    boolean silent = !store.announcesChanges();
    if (silent) {
      forgetImmutableStates();
    }
    if (silent && !silenceSaid) {
      LOG.warn(
          "Redis does not announce all changes (notify-keyspace-events lacks some of AKE), and a dry"
              + " run does not have it do so: what changes is found by the next comparison");
    }
    silenceSaid = silent;
  }

  private boolean isLoaded() {
    Optional<LoadedConfiguration> found =
        store.loaded(store.deviceMetadataKeys(), ImmutableSet.of());
    if (found.isEmpty()) {
      forgetImmutableStates();
      if (!waitingSaid) {
        LOG.info("the configuration is not loaded (CONFIG_DB_INITIALIZED): nothing is compared");
      }
      waitingSaid = true;
      ledger.allDisturbed();
      return false;
    }
    waitingSaid = false;
    if (device.isEmpty() || !found.get().metadata().equals(metadata)) {
      metadata = found.get().metadata();
      device = Optional.of(devices.learn(metadata));
    }
    ports.seen(store.warmBootInProgress(), store.portInitDone());
    return true;
  }

  private void lookAtFeatures(ImmutableSet<FeatureName> wanted) throws InterruptedException {
    if (wanted.isEmpty()) {
      return;
    }
    for (FeatureStatus status : reader.read(wanted)) {
      lookAt(status);
    }
  }

  private void lookAt(FeatureStatus status) throws InterruptedException {
    FeatureName name = status.name();
    Optional<RenderedRow> row = status.row().map(content -> device.orElseThrow().render(content));
    Optional<StateValue> pin = Optional.ofNullable(pinned.get(name));
    Optional<Wish> wish = row.flatMap(r -> WishReader.read(name, r, pin));
    if (wish.isEmpty()) {
      pinned.remove(name);
    } else if (wish.get() instanceof Wish.Clear clear && clear.state().immutable()) {
      pinned.put(name, clear.state());
    }
    Intent intent = Intent.of(name, row.map(r -> held(r, pin)), ports.events());
    Judgement judgement = comparison.of(status, pin.map(intent::held).orElse(intent));
    boolean nothing = judgement.equals(new Judgement.Compared(ImmutableList.of()));
    if (wish.isEmpty() && nothing) {
      ledger.gone(name.value());
    } else {
      ledger.saw(name.value(), judgement);
    }
  }

  /** A registration stays with the immutable state that it was rendered to, whatever is written. */
  private RenderedRow held(RenderedRow row, Optional<StateValue> pin) {
    return pin.isPresent() && row.content() instanceof Row content
        ? device.orElseThrow().render(content.with(ImmutableMap.of(Fields.STATE, pin.get().text())))
        : row;
  }

  /** What a daemon that starts now would find of features that were deregistered. */
  private void lookAtLeftovers() {
    ImmutableSet<FeatureName> rows = ImmutableSet.copyOf(reader.configured().names());
    Set<String> found = new HashSet<>();
    for (Path file : rehearsal.leftovers(name -> rows.contains(name) || !names.managed(name))) {
      found.add(file.toString());
      ledger.saw(
          file.toString(),
          new Judgement.Compared(
              ImmutableList.of(
                  new Difference("remove it when it starts", "its feature has no row"))));
    }
    leftovers.stream().filter(file -> !found.contains(file)).forEach(ledger::gone);
    leftovers = found;
  }
}
