package dev.featured.model.world;

import dev.featured.engine.core.Command;
import dev.featured.engine.core.Event;
import dev.featured.engine.core.FeatureRegistry;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Worlds as few small numbers. Millions of worlds are made of the same some thousand parts, so a
 * world that waits for its turn is kept as the numbers of its parts. Several threads may use one.
 */
public final class Packing {
  /** A registry with what is remembered of it, which is all that it is told apart by. */
  private record Core(FeatureRegistry registry, long print, long ids) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Core core && print == core.print;
    }

    @Override
    public int hashCode() {
      return Long.hashCode(print);
    }
  }

  private final World any;
  private final Pool<ConfigRow[]> rows = new Pool<>();
  private final Pool<StateRow[]> states = new Pool<>();
  private final Pool<Unit[]> units = new Pool<>();
  private final Pool<Packager[]> packagers = new Pool<>();
  private final Pool<ConfigRow[]> writing = new Pool<>();
  private final Pool<boolean[]> building = new Pool<>();
  private final Pool<int[]> budgets = new Pool<>();
  private final Pool<World.Ended[]> ending = new Pool<>();
  private final Pool<World.Ended[]> ended = new Pool<>();
  private final Pool<World.Told[]> told = new Pool<>();
  private final Pool<boolean[]> owing = new Pool<>();
  private final Pool<boolean[]> returned = new Pool<>();
  private final Pool<boolean[]> immutable = new Pool<>();
  private final Pool<Notice[]> notices = new Pool<>();
  private final Pool<Optional<StoreTask>> orphan = new Pool<>();
  private final Pool<Namespace[]> namespaces = new Pool<>();
  private final Pool<Following> following = new Pool<>();
  private final Pool<Mark[]> marks = new Pool<>();
  private final Pool<int[]> touched = new Pool<>();
  private final Pool<Event[]> events = new Pool<>();
  private final Pool<StoreTask[]> tasks = new Pool<>();
  private final Pool<Optional<InHand>> inHand = new Pool<>();
  private final Pool<Optional<Command.ReadRows>> postponed = new Pool<>();
  private final Pool<boolean[]> refused = new Pool<>();
  private final Pool<Worker[]> workers = new Pool<>();
  private final Pool<World.Reload> reload = new Pool<>();
  private final Pool<Core> cores = new Pool<>();

  /**
   * A packing for one search.
   *
   * @param any one of its worlds
   */
  public Packing(World any) {
    this.any = any;
  }

  /** Tells the numbers that make up a world; none is negative, most are small. */
  public void pack(World world, LongConsumer numbers) {
    numbers.accept(
        (world.flag ? 1 : 0)
            + (world.ports ? 2 : 0)
            + (world.comparedWhileBuilding ? 4 : 0)
            + (world.unheard ? 8 : 0)
            + (world.up ? 16 : 0)
            + (world.subscribed ? 32 : 0)
            + (world.configured ? 64 : 0)
            + (world.loaded ? 128 : 0)
            + (world.portsKnown ? 256 : 0)
            + (world.reminder ? 512 : 0));
    numbers.accept(world.loading);
    numbers.accept(world.inAll);
    numbers.accept(world.orphanStage);
    numbers.accept(rows.number(world.rows));
    numbers.accept(states.number(world.states));
    numbers.accept(units.number(world.units));
    numbers.accept(packagers.number(world.packagers));
    numbers.accept(writing.number(world.writing));
    numbers.accept(building.number(world.building));
    numbers.accept(budgets.number(world.budgets));
    numbers.accept(ending.number(world.ending));
    numbers.accept(ended.number(world.ended));
    numbers.accept(told.number(world.told));
    numbers.accept(owing.number(world.owing));
    numbers.accept(returned.number(world.returned));
    numbers.accept(immutable.number(world.immutable));
    numbers.accept(notices.number(world.notices));
    numbers.accept(orphan.number(world.orphan));
    numbers.accept(namespaces.number(world.namespaces));
    numbers.accept(following.number(world.following));
    numbers.accept(marks.number(world.marks));
    numbers.accept(touched.number(world.touched));
    numbers.accept(events.number(world.events));
    numbers.accept(tasks.number(world.tasks));
    numbers.accept(inHand.number(world.inHand));
    numbers.accept(postponed.number(world.postponed));
    numbers.accept(refused.number(world.refused));
    numbers.accept(workers.number(world.workers));
    numbers.accept(reload.number(world.reload));
    numbers.accept(cores.number(new Core(world.registry, world.registryPrint, world.registryIds)));
  }

  /** The world that these numbers were told of, which had this fingerprint. */
  public World unpack(LongSupplier numbers, long fingerprint) {
    Draft draft = new Draft(any);
    long bits = numbers.getAsLong();
    draft.flag = (bits & 1) != 0;
    draft.ports = (bits & 2) != 0;
    draft.comparedWhileBuilding = (bits & 4) != 0;
    draft.unheard = (bits & 8) != 0;
    draft.up = (bits & 16) != 0;
    draft.subscribed = (bits & 32) != 0;
    draft.configured = (bits & 64) != 0;
    draft.loaded = (bits & 128) != 0;
    draft.portsKnown = (bits & 256) != 0;
    draft.reminder = (bits & 512) != 0;
    draft.loading = (int) numbers.getAsLong();
    draft.inAll = (int) numbers.getAsLong();
    draft.orphanStage = (int) numbers.getAsLong();
    draft.rows = rows.part(numbers.getAsLong());
    draft.states = states.part(numbers.getAsLong());
    draft.units = units.part(numbers.getAsLong());
    draft.packagers = packagers.part(numbers.getAsLong());
    draft.writing = writing.part(numbers.getAsLong());
    draft.building = building.part(numbers.getAsLong());
    draft.budgets = budgets.part(numbers.getAsLong());
    draft.ending = ending.part(numbers.getAsLong());
    draft.ended = ended.part(numbers.getAsLong());
    draft.told = told.part(numbers.getAsLong());
    draft.owing = owing.part(numbers.getAsLong());
    draft.returned = returned.part(numbers.getAsLong());
    draft.immutable = immutable.part(numbers.getAsLong());
    draft.notices = notices.part(numbers.getAsLong());
    draft.orphan = orphan.part(numbers.getAsLong());
    draft.namespaces = namespaces.part(numbers.getAsLong());
    draft.following = following.part(numbers.getAsLong());
    draft.marks = marks.part(numbers.getAsLong());
    draft.touched = touched.part(numbers.getAsLong());
    draft.events = events.part(numbers.getAsLong());
    draft.tasks = tasks.part(numbers.getAsLong());
    draft.inHand = inHand.part(numbers.getAsLong());
    draft.postponed = postponed.part(numbers.getAsLong());
    draft.refused = refused.part(numbers.getAsLong());
    draft.workers = workers.part(numbers.getAsLong());
    draft.reload = reload.part(numbers.getAsLong());
    Core core = cores.part(numbers.getAsLong());
    draft.registry = core.registry;
    draft.registryPrint = core.print;
    draft.registryIds = core.ids;
    return new World(draft, fingerprint);
  }
}
