package dev.featured.model.world;

import com.google.common.collect.ImmutableList;
import dev.featured.engine.core.FeatureRegistry;
import dev.featured.engine.core.Inbox;
import dev.featured.engine.store.Call;
import dev.featured.engine.store.Desk;
import dev.featured.engine.store.Reply;
import dev.featured.model.world.World.Ended;
import dev.featured.model.world.World.Reload;
import dev.featured.model.world.World.Told;
import dev.featured.model.world.World.Truth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a world is made of. Each part is written down here, once: a world holds, encodes, packs and
 * prints whatever is declared. Arrays have a place for each feature, unless it says otherwise.
 */
final class Parts {
  private static final List<Part<?>> DECLARED = new ArrayList<>();

  // The switch.

  static final Part<ConfigRow[]> ROWS =
      part("rows", setting -> setting.rows().toArray(new ConfigRow[0]));
  static final Part<StateRow[]> STATES =
      part("states", setting -> filled(new StateRow[setting.count()], StateRow.NONE));

  /** See {@link UnitSets}. */
  static final Part<Unit[]> UNITS = part("units", Parts::installed);

  /** CONFIG_DB_INITIALIZED. */
  static final Part<Boolean> FLAG = part("flag", setting -> true);

  /** The flag of a warm or fast boot. */
  static final Part<Boolean> BOOTING =
      part("booting", setting -> setting.circumstances().warmBoot());

  /** Whether Redis announces what happens. */
  static final Part<Boolean> ANNOUNCING = part("announcing", setting -> true);

  static final Part<LifecycleRow[]> LIFECYCLES =
      part("lifecycles", setting -> filled(new LifecycleRow[setting.count()], LifecycleRow.NONE));

  /** PortInitDone. */
  static final Part<Boolean> PORTS = part("ports", setting -> false);

  // The actors.

  static final Part<Packager[]> PACKAGERS =
      part("packagers", setting -> filled(new Packager[setting.count()], Packager.IDLE));

  /** A writer that is at work has a row left to write. */
  static final Part<ConfigRow[]> WRITING =
      part("writing", setting -> filled(new ConfigRow[setting.count()], ConfigRow.NONE));

  static final Part<boolean[]> BUILDING = part("building", setting -> new boolean[setting.count()]);
  static final Part<Boolean> COMPARED_WHILE_BUILDING =
      part("compared while building", setting -> false);
  static final Part<Integer> LOADING = part("loading", setting -> 0);

  /** By {@link Budget#index}. */
  static final Part<int[]> BUDGETS = part("budgets", setting -> setting.allowance().atFirst());

  static final Part<Integer> IN_ALL = part("in all", setting -> setting.allowance().inAll());

  // What the properties have to remember.

  /** As its worker saw it. */
  static final Part<Ended[]> ENDING =
      part("ending", setting -> filled(new Ended[setting.count()], Ended.NEVER));

  /** As the daemon's event loop has heard. */
  static final Part<Ended[]> ENDED =
      part("ended", setting -> filled(new Ended[setting.count()], Ended.NEVER));

  static final Part<Told[]> TOLD =
      ofDaemon("told", setting -> filled(new Told[setting.count()], Told.NOTHING));
  static final Part<boolean[]> OWING = ofDaemon("owing", setting -> new boolean[setting.count()]);
  static final Part<boolean[]> RETURNED =
      ofDaemon("returned", setting -> new boolean[setting.count()]);

  /** Since somebody registered the row. */
  static final Part<boolean[]> IMMUTABLE = part("immutable", Parts::immutable);

  static final Part<Asked[]> ASKED =
      part("asked", setting -> filled(new Asked[setting.count()], Asked.NOTHING));

  /** Whether the ports became ready when the feature had failed, and it was not started since. */
  static final Part<boolean[]> PORTS_NEWS =
      part("news of the ports", setting -> new boolean[setting.count()]);

  /**
   * Whether somebody wrote the row of the feature when it had failed, and it was not tried since.
   */
  static final Part<boolean[]> TRY_DUE =
      ofDaemon("try due", setting -> new boolean[setting.count()]);

  /** Whether the daemon has found a fault of its own with the registration. */
  static final Part<boolean[]> FAULTED =
      ofDaemon("faulted", setting -> new boolean[setting.count()]);

  static final Part<Boolean> UNHEARD = part("unheard", setting -> false);

  // Between Redis and the daemon.

  /** In their order. */
  static final Part<Notice[]> NOTICES =
      ofDaemon("notices", setting -> new Notice[0], Identities.OF_NOTICES);

  /** Of the connection that is there for what needs a barrier. */
  static final Part<Watch> WATCH = ofDaemon("watch", setting -> Watch.NONE);

  /** Of the connection that {@link #ORPHAN} was sent on. */
  static final Part<Watch> ORPHAN_WATCH = part("orphan's watch", setting -> Watch.NONE);

  /** What a daemon had sent that has been killed since; without identities. */
  static final Part<Optional<Call>> ORPHAN = part("orphan", setting -> Optional.empty());

  /** Of a daemon without a fence: how much of its write-back is done. */
  static final Part<Integer> WRITE_BACK = part("write-back", setting -> 0);

  // The namespaces of a multi-ASIC switch, and what the package manager has yet to write there.

  /** One for each. */
  static final Part<Namespace[]> NAMESPACES =
      part(
          "namespaces",
          setting ->
              setting.circumstances().namespaces().stream()
                  .map(Namespace::begin)
                  .toArray(Namespace[]::new));

  static final Part<Following> FOLLOWING = part("following", setting -> Following.NOTHING);

  // The daemon.

  static final Part<Boolean> UP = part("up", setting -> true);

  /** Whether its event loop has ended, and what is still to be written is written. */
  static final Part<Boolean> DRAINING = ofDaemon("draining", setting -> false);

  static final Part<Boolean> SUBSCRIBED = ofDaemon("subscribed", setting -> false);
  static final Part<FeatureRegistry> REGISTRY =
      ofDaemon(
          "registry",
          setting -> FeatureRegistry.empty(setting.parallel(), setting.subject().machine()),
          Identities.OF_REGISTRY);

  static final Part<Inbox> INBOX = ofDaemon("inbox", setting -> Inbox.EMPTY, Identities.OF_INBOX);
  static final Part<Worker[]> WORKERS =
      ofDaemon(
          "workers",
          setting -> filled(new Worker[setting.count()], Worker.IDLE),
          Identities.OF_WORKERS);
  static final Part<Reload> RELOAD = ofDaemon("reload", setting -> Reload.NONE);
  static final Part<Boolean> REMINDER = ofDaemon("reminder", setting -> false);

  static final Part<Desk> DESK =
      ofDaemon(
          "desk", setting -> Desk.empty(setting.circumstances().servers()), Identities.OF_DESK);

  /** What Redis has answered to the call in hand, and the desk has not heard yet. */
  static final Part<Optional<Reply>> REPLY = ofDaemon("reply", setting -> Optional.empty());

  /** What was true when the call in hand was sent that publishes. */
  static final Part<Truth> PUBLISHING = ofDaemon("publishing", setting -> Truth.NONE);

  /** All of them; what is declared below this line is none. */
  static final ImmutableList<Part<?>> ALL = ImmutableList.copyOf(DECLARED);

  /** Those that begin anew with each daemon. */
  static final ImmutableList<Part<?>> OF_DAEMON =
      ALL.stream().filter(Part::ofDaemon).collect(ImmutableList.toImmutableList());

  /** Those that may have identities. */
  static final ImmutableList<Part<?>> WITH_IDENTITIES =
      ALL.stream()
          .filter(part -> part.identities() != Identities.NONE)
          .collect(ImmutableList.toImmutableList());

  private Parts() {}

  private static <T> Part<T> part(String name, Function<Setting, T> first) {
    return declared(name, false, first, Identities.none());
  }

  private static <T> Part<T> ofDaemon(String name, Function<Setting, T> first) {
    return declared(name, true, first, Identities.none());
  }

  private static <T> Part<T> ofDaemon(
      String name, Function<Setting, T> first, Identities<T> identities) {
    return declared(name, true, first, identities);
  }

  private static <T> Part<T> declared(
      String name, boolean ofDaemon, Function<Setting, T> first, Identities<T> identities) {
    long seed = Fingerprint.of(name);
    Part<T> part = new Part<>(DECLARED.size(), name, seed, ofDaemon, first, identities);
    DECLARED.add(part);
    return part;
  }

  private static <T> T[] filled(T[] array, T value) {
    Arrays.fill(array, value);
    return array;
  }

  private static Unit[] installed(Setting setting) {
    Unit[] units = new Unit[setting.count() * UnitSets.count(setting)];
    Arrays.setAll(
        units,
        i ->
            setting.rows().get(UnitSets.feature(setting, i)).isThere()
                ? Unit.INSTALLED
                : Unit.NONE);
    return units;
  }

  private static boolean[] immutable(Setting setting) {
    boolean[] immutable = new boolean[setting.count()];
    for (int i = 0; i < immutable.length; i++) {
      immutable[i] = setting.rows().get(i).isImmutable();
    }
    return immutable;
  }
}
