package dev.featured.model.world;

import com.google.errorprone.annotations.Immutable;
import java.util.Optional;

/**
 * Everything that can happen. What is internal happens sooner or later by itself; the rest is up to
 * others and happens only so often.
 */
public enum Move {
  // The daemon.
  RESTART(byItself().once(w -> !w.up), (d, f) -> d.startDaemon()),
  SUBSCRIBE(byItself().once(w -> w.up && !w.subscribed), (d, f) -> ShellSteps.subscribe(d)),
  DELIVER(byItself().once(w -> w.notices.length > 0), (d, f) -> ShellSteps.deliver(d)),
  TAKE(byItself().once(ShellSteps::hasMail), (d, f) -> ShellSteps.take(d)),
  SEND(
      byItself().once(w -> w.inHand.isEmpty() && w.tasks.length > 0), (d, f) -> StoreSteps.send(d)),
  EXECUTE(byItself().once(StoreSteps::mayExecute), (d, f) -> StoreSteps.execute(d)),
  ANSWER(byItself().once(StoreSteps::mayAnswer), (d, f) -> StoreSteps.answer(d)),
  RECHECK(byItself().once(ShellSteps::mayRecheck), (d, f) -> ShellSteps.compare(d, false)),
  COMPARE_UNHEARD(
      byItself().once(w -> w.unheard && ShellSteps.mayCompare(w)),
      (d, f) -> ShellSteps.compare(d, true)),
  RETRY(byItself().each((w, f) -> w.refused[f]), ShellSteps::retry),
  WORK(byItself().each(SystemdSteps::mayWork), SystemdSteps::work),
  REMIND(byItself().once(w -> w.reminder), (d, f) -> ShellSteps.remind(d)),
  // systemd.
  JOB_SUCCEEDS(byItself().each(SystemdSteps::hasJob), SystemdSteps::jobSucceeds),
  RELOAD(byItself().once(w -> w.reload == World.Reload.ASKED), (d, f) -> SystemdSteps.reload(d)),
  RELOAD_ENDS(
      byItself().once(w -> w.reload == World.Reload.DONE),
      (d, f) -> SystemdSteps.reloadEnds(d, true)),
  START_FAILS(Budget.START_FAILS, each(SystemdSteps::isStarting), SystemdSteps::jobFails),
  STOP_FAILS(Budget.STOP_FAILS, each(SystemdSteps::isStopping), SystemdSteps::jobFails),
  RELOAD_FAILS(
      Budget.RELOAD_FAILS,
      once(w -> w.reload == World.Reload.DONE),
      (d, f) -> SystemdSteps.reloadEnds(d, false)),
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
  WRITE(Budget.WRITER, each(ActorSteps::mayWrite), ActorSteps::write),
  BUILD(Budget.BUILDER, each(ActorSteps::mayBuild), ActorSteps::build),
  GO_ON_WRITING(each(ActorSteps::mayGoOnWriting), ActorSteps::goOnWriting),
  FLUSH(Budget.RELOAD, once(w -> w.loading == 0), (d, f) -> ActorSteps.flush(d, true)),
  FLUSH_UNANNOUNCED(
      Budget.RELOAD_UNANNOUNCED, once(w -> w.loading == 0), (d, f) -> ActorSteps.flush(d, false)),
  LOAD(once(w -> w.loading > 0), (d, f) -> ActorSteps.load(d)),
  // The device, the clock and other owners.
  PORTS(Budget.PORTS, once(w -> true), (d, f) -> ActorSteps.portsInitialised(d)),
  TIME_LIMIT(Budget.TIME_LIMIT, once(w -> w.up), (d, f) -> ActorSteps.timeIsUp(d)),
  OWN(Budget.OTHER_OWNER, each(ActorSteps::mayOwn), ActorSteps::own),
  REMOVE_STATE(
      Budget.STATE_REMOVED,
      each((w, f) -> !w.states[f].state().isEmpty()),
      ActorSteps::removeState),
  COMPARE(Budget.COMPARE, once(ShellSteps::mayCompare), (d, f) -> ShellSteps.compare(d, true)),
  // Faults.
  LOSE_NOTICES(Budget.LOSE_NOTICES, once(w -> w.subscribed), (d, f) -> ActorSteps.loseNotices(d)),
  LOSE_ANSWER(Budget.LOSE_ANSWER, once(StoreSteps::mayAnswer), (d, f) -> StoreSteps.loseAnswer(d)),
  REFUSE(Budget.REFUSE, once(StoreSteps::mayRefuse), (d, f) -> StoreSteps.refuse(d)),
  CRASH(Budget.CRASH, once(w -> w.up), (d, f) -> ActorSteps.crash(d)),
  EXECUTE_ORPHAN(byItself().once(w -> w.orphan.isPresent()), (d, f) -> StoreSteps.executeOrphan(d)),
  DROP_ORPHAN(byItself().once(w -> w.orphan.isPresent()), (d, f) -> StoreSteps.dropOrphan(d)),
  VANISH(Budget.VANISH, each((w, f) -> w.units[f].file()), ActorSteps::vanish),
  // The daemon in each namespace.
  SUBSCRIBE_THERE(
      byItself().there((w, n) -> w.up && !w.namespaces[n].thread().subscribed()),
      NamespaceSteps::subscribe),
  DELIVER_THERE(
      byItself().there((w, n) -> !w.namespaces[n].notices().isEmpty()), NamespaceSteps::deliver),
  MIRROR(byItself().there(NamespaceSteps::hasWork), NamespaceSteps::goOn),
  EXECUTE_ORPHAN_THERE(
      byItself().there((w, n) -> w.namespaces[n].orphan().isPresent()),
      NamespaceSteps::executeOrphan),
  DROP_ORPHAN_THERE(
      byItself().there((w, n) -> w.namespaces[n].orphan().isPresent()), NamespaceSteps::dropOrphan),
  LOSE_ANSWER_THERE(
      Budget.LOSE_ANSWER_THERE, there(NamespaceSteps::hasWork), NamespaceSteps::loseAnswer),
  REFUSE_THERE(Budget.REFUSE_THERE, there(NamespaceSteps::mayRefuse), NamespaceSteps::refuse),
  AWAY_THERE(
      Budget.AWAY_THERE,
      there((w, n) -> w.namespaces[n].thread().subscribed()),
      NamespaceSteps::goAway),
  // Others in each namespace.
  PACKAGE_THERE(
      there((w, n) -> w.following.next() == n), (d, n) -> NamespaceActors.followInNext(d)),
  EDIT_THERE_0(Budget.OPERATOR_THERE, editThere(0), (d, n) -> NamespaceActors.edit(d, n, 0)),
  EDIT_THERE_1(Budget.OPERATOR_THERE, editThere(1), (d, n) -> NamespaceActors.edit(d, n, 1)),
  DELETE_THERE(
      Budget.DELETED_THERE,
      there((w, n) -> w.namespaces[n].row().isThere()),
      NamespaceActors::delete),
  BUILD_THERE(Budget.BUILDER_THERE, there(NamespaceActors::mayBuild), NamespaceActors::build),
  FINISH_THERE(there((w, n) -> w.namespaces[n].building()), NamespaceActors::finish),
  REMOVE_STATE_THERE(
      Budget.STATE_REMOVED_THERE,
      there((w, n) -> w.namespaces[n].state().isThere()),
      NamespaceActors::removeState);

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

  /** Whether somebody outside goes on with it who has begun something. */
  public boolean goesOn() {
    return !internal && budget.isEmpty();
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

  /**
   * What can happen next, as numbers that stand for a move and a feature or a namespace, always in
   * the same order.
   *
   * @param room where to put them; large enough for {@link #mostChoices}
   * @return how many there are
   */
  public static int choices(World world, int[] room) {
    int count = 0;
    int features = world.setting.count();
    int namespaces = world.namespaces.length;
    for (int i = 0; i < ALL.length; i++) {
      Move move = ALL[i];
      if (move.budget.isPresent() && world.left(move.budget.get()) == 0) {
        continue;
      }
      int times =
          switch (move.when.what) {
            case WORLD -> 1;
            case FEATURE -> features;
            case NAMESPACE -> namespaces;
          };
      for (int feature = 0; feature < times; feature++) {
        if (move.when.question.holds(world, feature)) {
          room[count++] = i * FEATURES + feature;
        }
      }
    }
    return count;
  }

  /** More choices than there can be. */
  public static int mostChoices() {
    return ALL.length * FEATURES;
  }

  /** Lets one of the choices happen. */
  public static Happened happen(World world, int choice) {
    Move move = of(choice);
    Draft draft = new Draft(world);
    move.budget.ifPresent(draft::spend);
    move.effect.happen(draft, choice % FEATURES);
    World next = draft.world();
    return new Happened(next, draft.violations(), draft.sightings(), draft.taken());
  }

  /** The world that comes of this one if nobody interferes, by one of the ways there. */
  static World atRest(World world) {
    int[] room = new int[mostChoices()];
    World now = world;
    while (true) {
      int count = choices(now, room);
      int first = 0;
      while (first < count && !of(room[first]).internal()) {
        first++;
      }
      if (first == count) {
        return now;
      }
      now = happen(now, room[first]).next();
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
  private interface Effect {
    void happen(Draft world, int feature);
  }

  private enum What {
    WORLD,
    FEATURE,
    NAMESPACE
  }

  @Immutable
  private record When(What what, Question question) {}

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

  private static When editThere(int number) {
    return there((world, namespace) -> NamespaceActors.mayEdit(world, namespace, number));
  }

  private static When edit(int number) {
    return each(
        (world, feature) -> number < world.setting.edits().size() && world.rows[feature].isThere());
  }
}
