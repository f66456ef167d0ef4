package dev.featured.model.world;

import static dev.featured.model.world.Parts.ANNOUNCING;
import static dev.featured.model.world.Parts.BOOTING;
import static dev.featured.model.world.Parts.DESK;
import static dev.featured.model.world.Parts.DRAINING;
import static dev.featured.model.world.Parts.FOLLOWING;
import static dev.featured.model.world.Parts.IN_ALL;
import static dev.featured.model.world.Parts.LOADING;
import static dev.featured.model.world.Parts.NAMESPACES;
import static dev.featured.model.world.Parts.NOTICES;
import static dev.featured.model.world.Parts.ORPHAN;
import static dev.featured.model.world.Parts.REGISTRY;
import static dev.featured.model.world.Parts.REMINDER;
import static dev.featured.model.world.Parts.ROWS;
import static dev.featured.model.world.Parts.STATES;
import static dev.featured.model.world.Parts.SUBSCRIBED;
import static dev.featured.model.world.Parts.UNHEARD;
import static dev.featured.model.world.Parts.UNITS;
import static dev.featured.model.world.Parts.UP;

import com.google.errorprone.annotations.Immutable;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Everything that can happen. What is internal happens sooner or later by itself; the rest is up to
 * others and happens only so often.
 */
public enum Move {
  // The daemon.
  RESTART(byItself().once(w -> !w.get(UP) && !w.get(DRAINING)), (d, f) -> d.startDaemon()),
  SUBSCRIBE(
      byItself().once(w -> w.get(UP) && !w.get(SUBSCRIBED)), (d, f) -> ShellSteps.subscribe(d)),
  DELIVER(byItself().once(w -> w.get(NOTICES).length > 0), (d, f) -> ShellSteps.deliver(d)),
  TAKE(byItself().once(ShellSteps::hasMail), (d, f) -> ShellSteps.take(d)),
  SEND(byItself().once(StoreSteps::maySend), (d, f) -> StoreSteps.send(d)),
  EXECUTE(byItself().once(StoreSteps::mayExecute), (d, f) -> StoreSteps.execute(d)),
  ANSWER(byItself().once(StoreSteps::mayAnswer), (d, f) -> StoreSteps.answer(d)),
  RECHECK(byItself().once(ShellSteps::mayRecheck), (d, f) -> ShellSteps.compareSoon(d)),
  COMPARE_UNHEARD(
      byItself().once(w -> w.get(UNHEARD) && ShellSteps.mayCompare(w)),
      (d, f) -> ShellSteps.compare(d)),
  RETRY(byItself().once(w -> w.get(DESK).reminderComes()), (d, f) -> StoreSteps.retry(d)),
  LEAVE(byItself().once(ShellSteps::mayLeave), (d, f) -> ShellSteps.leave(d)),
  END(byItself().once(ShellSteps::mayEnd), (d, f) -> d.killDaemon()),
  WORK(byItself().each(SystemdSteps::mayWork), SystemdSteps::work),
  REMIND(byItself().once(w -> w.get(REMINDER)), (d, f) -> ShellSteps.remind(d)),
  // systemd.
  JOB_SUCCEEDS(byItself().each(SystemdSteps::hasJob), SystemdSteps::jobSucceeds),
  RELOAD(
      byItself().once(w -> w.get(Parts.RELOAD) == World.Reload.ASKED),
      (d, f) -> SystemdSteps.reload(d)),
  RELOAD_ENDS(
      byItself().once(w -> w.get(Parts.RELOAD) == World.Reload.DONE),
      (d, f) -> SystemdSteps.reloadEnds(d, true)),
  START_FAILS(Budget.START_FAILS, each(SystemdSteps::isStarting), SystemdSteps::jobFails),
  STOP_FAILS(Budget.STOP_FAILS, each(SystemdSteps::isStopping), SystemdSteps::jobFails),
  RELOAD_FAILS(
      Budget.RELOAD_FAILS,
      once(w -> w.get(Parts.RELOAD) == World.Reload.DONE),
      (d, f) -> SystemdSteps.reloadEnds(d, false)),
  OTHERS_RELOAD(Budget.OTHERS_RELOAD, once(w -> true), (d, f) -> SystemdSteps.reloadUnits(d)),
  LOSE_PATIENCE(Budget.HANG, each(SystemdSteps::mayLosePatience), SystemdSteps::losePatience),
  // The package manager.
  INSTALL(Budget.INSTALL, each(ActorSteps::mayInstall), ActorSteps::install),
  ENABLE(Budget.ENABLE, each(ActorSteps::mayTouchRow), ActorSteps::enable),
  UNINSTALL(Budget.UNINSTALL, each(ActorSteps::mayTouchRow), ActorSteps::uninstall),
  UPGRADE(Budget.UPGRADE, each(ActorSteps::mayTouchRow), ActorSteps::upgrade),
  FORCE_UNINSTALL(
      Budget.FORCED_UNINSTALL, each(ActorSteps::mayTouchRow), ActorSteps::forceUninstall),
  GO_ON(each(ActorSteps::mayGoOn), ActorSteps::goOn),
  // Other writers.
  EDIT_0(Budget.OPERATOR, edit(0), (d, f) -> ActorSteps.edit(d, f, 0)),
  EDIT_1(Budget.OPERATOR, edit(1), (d, f) -> ActorSteps.edit(d, f, 1)),
  EDIT_2(Budget.OPERATOR, edit(2), (d, f) -> ActorSteps.edit(d, f, 2)),
  EDIT_3(Budget.OPERATOR, edit(3), (d, f) -> ActorSteps.edit(d, f, 3)),
  EDIT_4(Budget.OPERATOR, edit(4), (d, f) -> ActorSteps.edit(d, f, 4)),
  EDIT_5(Budget.OPERATOR, edit(5), (d, f) -> ActorSteps.edit(d, f, 5)),
  ASK(Budget.ASK, each(ActorSteps::mayAsk), ActorSteps::ask),
  WRITE(Budget.WRITER, each(ActorSteps::mayWrite), ActorSteps::write),
  BUILD(Budget.BUILDER, each(ActorSteps::mayBuild), ActorSteps::build),
  GO_ON_WRITING(each(ActorSteps::mayGoOnWriting), ActorSteps::goOnWriting),
  FLUSH(Budget.RELOAD, once(w -> w.get(LOADING) == 0), (d, f) -> ActorSteps.flush(d, true)),
  FLUSH_UNANNOUNCED(
      Budget.RELOAD_UNANNOUNCED,
      once(w -> w.get(LOADING) == 0),
      (d, f) -> ActorSteps.flush(d, false)),
  LOAD(once(w -> w.get(LOADING) > 0), (d, f) -> ActorSteps.load(d)),
  // The device, the clock and other owners.
  PORTS(Budget.PORTS, once(w -> true), (d, f) -> ActorSteps.portsInitialised(d)),
  BOOT_ENDS(Budget.BOOT_ENDS, once(w -> w.get(BOOTING)), (d, f) -> ActorSteps.endBoot(d)),
  TIME_LIMIT(Budget.TIME_LIMIT, once(w -> w.get(UP)), (d, f) -> ActorSteps.timeIsUp(d)),
  OWN(Budget.OTHER_OWNER, each(ActorSteps::mayOwn), ActorSteps::own),
  REMOVE_STATE(
      Budget.STATE_REMOVED,
      each((w, f) -> !w.get(STATES)[f].state().isEmpty()),
      ActorSteps::removeState),
  COMPARE(Budget.COMPARE, once(ShellSteps::mayCompare), (d, f) -> ShellSteps.compare(d)),
  // Faults.
  LOSE_NOTICES(
      Budget.LOSE_NOTICES, once(w -> w.get(SUBSCRIBED)), (d, f) -> ActorSteps.loseNotices(d)),
  LOSE_ANSWER(
      Budget.LOSE_ANSWER, once(StoreSteps::mayLoseAnswer), (d, f) -> StoreSteps.loseAnswer(d)),
  REFUSE(Budget.REFUSE, once(StoreSteps::mayRefuse), (d, f) -> StoreSteps.refuse(d)),
  CRASH(Budget.CRASH, once(w -> w.get(UP) || w.get(DRAINING)), (d, f) -> ActorSteps.crash(d)),
  TAKE_FAULTILY(Budget.FAULT, once(ShellSteps::hasMail), (d, f) -> ShellSteps.takeFaultily(d)),
  EVENTS_OFF(Budget.EVENTS_OFF, once(w -> w.get(ANNOUNCING)), (d, f) -> ActorSteps.silence(d)),
  STOP(
      Budget.STOP,
      once(w -> w.get(UP) && !w.get(REGISTRY).isStopping()),
      (d, f) -> ShellSteps.stop(d)),
  GRACE_ENDS(Budget.GRACE, once(ShellSteps::mayLoseTheGrace), (d, f) -> ShellSteps.leave(d)),
  EXECUTE_ORPHAN(
      byItself().once(w -> w.get(ORPHAN).isPresent()), (d, f) -> StoreSteps.executeOrphan(d)),
  DROP_ORPHAN(byItself().once(w -> w.get(ORPHAN).isPresent()), (d, f) -> StoreSteps.dropOrphan(d)),
  VANISH(Budget.VANISH, each((w, f) -> w.get(UNITS)[f].file()), ActorSteps::vanish),
  // The daemon in each namespace.
  SUBSCRIBE_THERE(
      byItself().there((w, n) -> w.get(UP) && !w.get(NAMESPACES)[n].subscribed()),
      NamespaceSteps::subscribe),
  DELIVER_THERE(
      byItself().there((w, n) -> !w.get(NAMESPACES)[n].notices().isEmpty()),
      NamespaceSteps::deliver),
  MIRROR(byItself().there(NamespaceSteps::hasWork), NamespaceSteps::goOn),
  EXECUTE_ORPHAN_THERE(
      byItself().there((w, n) -> w.get(NAMESPACES)[n].orphan().isPresent()),
      NamespaceSteps::executeOrphan),
  DROP_ORPHAN_THERE(
      byItself().there((w, n) -> w.get(NAMESPACES)[n].orphan().isPresent()),
      NamespaceSteps::dropOrphan),
  LOSE_ANSWER_THERE(
      Budget.LOSE_ANSWER_THERE, there(NamespaceSteps::hasWork), NamespaceSteps::loseAnswer),
  REFUSE_THERE(Budget.REFUSE_THERE, there(NamespaceSteps::mayRefuse), NamespaceSteps::refuse),
  AWAY_THERE(
      Budget.AWAY_THERE,
      there((w, n) -> w.get(NAMESPACES)[n].subscribed()),
      NamespaceSteps::goAway),
  // Others in each namespace.
  PACKAGE_THERE(
      there((w, n) -> w.get(FOLLOWING).next() == n), (d, n) -> NamespaceActors.followInNext(d)),
  EDIT_THERE_0(Budget.OPERATOR_THERE, editThere(0), (d, n) -> NamespaceActors.edit(d, n, 0)),
  EDIT_THERE_1(Budget.OPERATOR_THERE, editThere(1), (d, n) -> NamespaceActors.edit(d, n, 1)),
  DELETE_THERE(
      Budget.DELETED_THERE,
      there((w, n) -> w.get(NAMESPACES)[n].row().isThere()),
      NamespaceActors::delete),
  BUILD_THERE(Budget.BUILDER_THERE, there(NamespaceActors::mayBuild), NamespaceActors::build),
  FINISH_THERE(there((w, n) -> w.get(NAMESPACES)[n].building()), NamespaceActors::finish),
  REMOVE_STATE_THERE(
      Budget.STATE_REMOVED_THERE,
      there((w, n) -> w.get(NAMESPACES)[n].state().isThere()),
      NamespaceActors::removeState),
  // systemd, with the units of the ASICs on a switch that has several.
  JOB_OF_ASICS_SUCCEEDS(
      new Internally(ofAsics(SystemdSteps::hasJob)), toAsics(SystemdSteps::jobSucceeds)),
  START_OF_ASICS_FAILS(
      Budget.START_FAILS, ofAsics(SystemdSteps::isStarting), toAsics(SystemdSteps::jobFails)),
  STOP_OF_ASICS_FAILS(
      Budget.STOP_FAILS, ofAsics(SystemdSteps::isStopping), toAsics(SystemdSteps::jobFails)),
  // The search.
  RENEW(once(w -> w.get(IN_ALL) < w.setting.allowance().inAll()), (d, f) -> d.renew());

  private static final Move[] ALL = values();
  private static final int FEATURES = 4;

  private final boolean internal;
  private final Optional<Budget> budget;
  private final When when;
  private final Effect effect;

  Move(Internally internally, Effect effect) {
    this(true, Optional.empty(), internally.when(), effect);
  }

  Move(When when, Effect effect) {
    this(false, Optional.empty(), when, effect);
  }

  Move(Budget budget, When when, Effect effect) {
    this(false, Optional.of(budget), when, effect);
  }

  Move(boolean internal, Optional<Budget> budget, When when, Effect effect) {
    this.internal = internal;
    this.budget = budget;
    this.when = when;
    this.effect = effect;
  }

  /** Whether it happens by itself. */
  public boolean internal() {
    return internal;
  }

  /** Whether it is up to others, who do it only so often. */
  public boolean interferes() {
    return budget.isPresent();
  }

  /** Whether somebody outside goes on with it who has begun something. */
  public boolean goesOn() {
    return !internal && budget.isEmpty() && this != RENEW;
  }

  /** Whether it happens to a feature of the host, and not to the world as a whole. */
  public boolean ofFeature() {
    return when.what == What.FEATURE;
  }

  /** Whether it happens in a namespace. */
  public boolean ofNamespace() {
    return when.what == What.NAMESPACE;
  }

  /** The move that a number stands for. */
  public static Move of(int choice) {
    return ALL[choice / FEATURES];
  }

  /** The feature that a number stands for. */
  public static int featureOf(int choice) {
    return of(choice).ofNamespace() ? 0 : choice % FEATURES;
  }

  /** The namespace that a number stands for, where the move is one of a namespace. */
  public static int namespaceOf(int choice) {
    return of(choice).ofNamespace() ? choice % FEATURES : 0;
  }

  /** Whether a setting lets it happen at all. */
  boolean everHappens(Setting setting) {
    return budget.map(setting::mayHappen).orElse(true) && when.ever.holds(setting);
  }

  /** The features or namespaces of a setting's worlds that it can happen to. */
  IntStream targets(Setting setting) {
    return IntStream.range(
        0,
        switch (when.what) {
          case WORLD -> 1;
          case FEATURE -> setting.count();
          case NAMESPACE -> setting.circumstances().namespaces().size();
        });
  }

  /** The number that stands for it and what it happens to. */
  // A position within this process; it is never stored.
  @SuppressWarnings("EnumOrdinal")
  int choice(int target) {
    return ordinal() * FEATURES + target;
  }

  /** Which budget it is counted against, if any. */
  Optional<Budget> budget() {
    return budget;
  }

  boolean canHappen(World world, int target) {
    return when.question.holds(world, target);
  }

  /** More choices than there can be. */
  public static int mostChoices() {
    return ALL.length * FEATURES;
  }

  /** Lets one of the choices happen. */
  public static Happened happen(World world, int choice) {
    return Happened.of(world, draft(world, choice).outcome(), Part::renumbered);
  }

  static Draft draft(World world, int choice) {
    Move move = of(choice);
    Draft draft = new Draft(world);
    move.budget.ifPresent(draft::spend);
    move.effect.happen(draft, choice % FEATURES);
    return draft;
  }

  /** The world that comes of this one if nobody interferes, by one of the ways there. */
  static World atRest(World world) {
    Choices choices = new Choices(world.setting);
    World now = world;
    while (true) {
      OptionalInt first = choices.of(now).first(choice -> of(choice).internal());
      if (first.isEmpty()) {
        return now;
      }
      now = happen(now, first.getAsInt()).next();
    }
  }

  @Immutable
  private interface Question {
    boolean holds(World world, int feature);
  }

  @Immutable
  private interface OfTheWorld {
    boolean holds(World world);
  }

  @Immutable
  private interface OfTheSetting {
    boolean holds(Setting setting);
  }

  @Immutable
  private interface Effect {
    void happen(Draft world, int feature);
  }

  private enum What {
    WORLD,
    FEATURE,
    NAMESPACE
  }

  @Immutable
  private record When(What what, OfTheSetting ever, Question question) {
    When(What what, Question question) {
      this(what, setting -> true, question);
    }

    When inSettings(OfTheSetting these) {
      return new When(what, these, question);
    }
  }

  @Immutable
  private record Internally(When when) {
    Internally once(OfTheWorld question) {
      return new Internally(Move.once(question));
    }

    Internally each(Question question) {
      return new Internally(Move.each(question));
    }

    Internally there(Question question) {
      return new Internally(Move.there(question));
    }
  }

  private static Internally byItself() {
    return new Internally(once(world -> false));
  }

  private static When once(OfTheWorld question) {
    return new When(What.WORLD, (world, feature) -> question.holds(world));
  }

  private static When each(Question question) {
    return new When(What.FEATURE, question);
  }

  private static When there(Question question) {
    return new When(What.NAMESPACE, question);
  }

  private static When ofAsics(Question ofUnit) {
    return each((world, feature) ->
            ofUnit.holds(world, UnitSets.unit(world.setting, feature, UnitSets.OF_ASICS)))
        .inSettings(setting -> setting.circumstances().severalAsics());
  }

  private static Effect toAsics(Effect onUnit) {
    return (world, feature) ->
        onUnit.happen(world, UnitSets.unit(world.setting, feature, UnitSets.OF_ASICS));
  }

  private static When editThere(int number) {
    return there((world, namespace) -> world.get(NAMESPACES)[namespace].row().isThere())
        .inSettings(setting -> number < setting.edits().size());
  }

  private static When edit(int number) {
    return each((world, feature) -> world.get(ROWS)[feature].isThere())
        .inSettings(setting -> number < setting.edits().size());
  }
}
