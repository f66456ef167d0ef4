package dev.featured.model.world;

import static dev.featured.model.world.Parts.BUILDING;
import static dev.featured.model.world.Parts.FLAG;
import static dev.featured.model.world.Parts.LOADING;
import static dev.featured.model.world.Parts.NAMESPACES;
import static dev.featured.model.world.Parts.NOTICES;
import static dev.featured.model.world.Parts.ORPHAN;
import static dev.featured.model.world.Parts.PACKAGERS;
import static dev.featured.model.world.Parts.REGISTRY;
import static dev.featured.model.world.Parts.ROWS;
import static dev.featured.model.world.Parts.STATES;
import static dev.featured.model.world.Parts.SUBSCRIBED;
import static dev.featured.model.world.Parts.UNITS;
import static dev.featured.model.world.Parts.UP;

import com.google.common.collect.ImmutableList;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.lifecycle.LifecycleState;
import dev.featured.engine.store.Call;
import dev.featured.engine.store.Reply;
import dev.featured.model.world.Part.Kept;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Everything at one instant: the switch, the daemon, the actors, and what is on its way between
 * them. Immutable; {@link Move} says what can happen next, {@link Parts} what it is made of.
 *
 * <p>Identities in the daemon are numbered anew after each step, so two worlds that differ in
 * nothing but how often something happened before are one.
 */
public final class World {
  /** How an operation ended. */
  enum Ended {
    NEVER,
    STARTED,
    STOPPED,
    START_FAILED,
    STOP_FAILED,
    RESTART_FAILED;

    boolean failed() {
      return this == START_FAILED || this == STOP_FAILED || this == RESTART_FAILED;
    }
  }

  /** What the daemon was told last of what a row wants. */
  enum Told {
    NOTHING,
    ENABLED,
    DISABLED,
    /** A wish that no user may change, or one that cannot be understood. */
    OTHER
  }

  /**
   * What was true when a write was sent that publishes. What becomes of it until the write is
   * carried out cannot be helped.
   *
   * @param ended what the last operation had come to
   * @param faulted whether the daemon had found a fault of its own
   */
  record Truth(Ended ended, boolean faulted) {
    static final Truth NONE = new Truth(Ended.NEVER, false);
  }

  /** How far a reload of systemd has come. */
  enum Reload {
    NONE,
    ASKED,
    DONE
  }

  final Setting setting;
  private final Kept<?>[] kept;
  private final long fingerprint;

  /**
   * A world.
   *
   * @param kept its values, one for each part in their order
   * @param fingerprint the sum of theirs
   */
  World(Setting setting, Kept<?>[] kept, long fingerprint) {
    this.setting = setting;
    this.kept = kept;
    this.fingerprint = fingerprint;
  }

  /** A world of these values, one for each part in their order. */
  static World of(Setting setting, Kept<?>[] kept) {
    return new World(setting, kept, Arrays.stream(kept).mapToLong(Kept::print).sum());
  }

  /**
   * The world that a setting begins with. The daemon has just been started; where there are
   * namespaces, it has come to rest besides, since the ways in which it does so are many, and a
   * daemon that is killed goes them too.
   */
  public static World begin(Setting setting) {
    World world =
        of(setting, Parts.ALL.stream().map(part -> part.begin(setting)).toArray(Kept<?>[]::new));
    return setting.circumstances().namespaces().isEmpty() ? world : Move.atRest(world);
  }

  /** 64 bits that tell this world from others; the same in every run. */
  public long fingerprint() {
    return fingerprint;
  }

  /** What this world began with. */
  public Setting setting() {
    return setting;
  }

  /** A feature's row in CONFIG_DB. */
  public ConfigRow row(int feature) {
    return get(ROWS)[feature];
  }

  /** A feature's row in STATE_DB. */
  public StateRow state(int feature) {
    return get(STATES)[feature];
  }

  /** The feature's row in CONFIG_DB of a namespace. */
  public ConfigRow namespaceRow(int namespace) {
    return get(NAMESPACES)[namespace].row();
  }

  /** The feature's row in STATE_DB of a namespace. */
  public StateRow namespaceState(int namespace) {
    return get(NAMESPACES)[namespace].state();
  }

  /** What there is to say of a feature's unit; on a switch with several ASICs of the global one. */
  public String unit(int feature) {
    return get(UNITS)[feature].toString();
  }

  /** What there is to say of the units of the ASICs, on a switch that has several. */
  public String unitOfAsics(int feature) {
    return get(UNITS)[UnitSets.unit(setting, feature, UnitSets.OF_ASICS)].toString();
  }

  /** Where the daemon's registration of a feature stands, if it has one. */
  public Optional<LifecycleState> machine(int feature) {
    return get(UP) ? get(REGISTRY).stateOf(setting.features().get(feature)) : Optional.empty();
  }

  /** Whether the daemon runs. */
  public boolean daemonIsUp() {
    return get(UP);
  }

  /** Whether the configuration's flag is there. */
  public boolean flag() {
    return get(FLAG);
  }

  /**
   * How far a reload has come: the next row's number from 1 on, then one more for the flag; or 0.
   */
  public int loading() {
    return get(LOADING);
  }

  /** Where the package manager's program for a feature stands. */
  public Packager packager(int feature) {
    return get(PACKAGERS)[feature];
  }

  /** Whether somebody writes a feature's row field by field. */
  public boolean isBuilding(int feature) {
    return get(BUILDING)[feature];
  }

  /** The last call that Redis carries out in the next step, and what it answers. */
  public record Exchanged(Call call, Reply reply) {}

  /** What the daemon has sent to Redis, and what Redis will answer if it carries it out now. */
  public Optional<Exchanged> sent() {
    return StoreSteps.mayExecute(this) ? Optional.of(StoreSteps.exchange(this)) : Optional.empty();
  }

  /** What a daemon had sent to Redis that has been killed since. */
  public Optional<Call> sentByTheDead() {
    return get(ORPHAN);
  }

  /** Whether the daemon is subscribed to notifications. */
  public boolean subscribed() {
    return get(SUBSCRIBED);
  }

  /** The notifications that are on their way to the daemon. */
  public ImmutableList<Notice> notices() {
    return ImmutableList.copyOf(get(NOTICES));
  }

  /** The value of a part. */
  <T> T get(Part<T> part) {
    return kept(part).value();
  }

  /** All values, in an array of the caller's own. */
  Kept<?>[] copy() {
    return kept.clone();
  }

  @SuppressWarnings("unchecked") // what stands at its index was made by it
  <T> Kept<T> kept(Part<T> part) {
    return (Kept<T>) kept[part.index()];
  }

  /** The value of the part at a place. */
  Kept<?> kept(int index) {
    return kept[index];
  }

  FeatureName name(int feature) {
    return setting.features().get(feature);
  }

  boolean has(Flaw flaw) {
    return setting.subject().has(flaw);
  }

  @Override
  public String toString() {
    return Parts.ALL.stream()
        .map(part -> part + "=" + Arrays.deepToString(new Object[] {get(part)}))
        .collect(Collectors.joining("\n"));
  }
}
