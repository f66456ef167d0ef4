package dev.featured.model.random;

import com.google.common.primitives.ImmutableIntArray;
import dev.featured.model.explore.Coverage;
import dev.featured.model.explore.Result;
import dev.featured.model.explore.Schedule;
import dev.featured.model.world.Choices;
import dev.featured.model.world.Happened;
import dev.featured.model.world.Memo;
import dev.featured.model.world.Move;
import dev.featured.model.world.Properties;
import dev.featured.model.world.Property;
import dev.featured.model.world.Quiet;
import dev.featured.model.world.Setting;
import dev.featured.model.world.World;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Goes one way through a setting, and looks at each step whether it violates a property. After the
 * last step that was drawn nobody interferes any more: what happens by itself happens until nothing
 * does; then, one by one, those who have begun something go on, and the world comes to rest again.
 * Whenever nothing happens by itself, the properties of a quiet world must hold.
 */
public final class Walker {
  private static final int MOST_STEPS_TO_REST = 5_000;

  private final Setting setting;
  private final long properties;
  private final Coverage coverage;
  private final World first;
  private final Memo memo;

  /**
   * A walker.
   *
   * @param setting where it goes
   * @param properties what must hold there
   * @param coverage is told what the walker comes across
   */
  public Walker(Setting setting, Set<Property> properties, Coverage coverage) {
    this.setting = setting;
    this.properties = Properties.bits(properties);
    this.coverage = coverage;
    this.first = World.begin(setting);
    this.memo = new Memo(setting);
  }

  /**
   * Goes where the draws lead, then comes to rest.
   *
   * @throws IllegalStateException if the world never does
   */
  public Path walk(Draws draws) {
    Temper temper = Temper.of(draws.temper());
    Steps steps = new Steps();
    for (int i = 0; i < draws.numbers().length() && steps.goesOn(); i++) {
      int choice = temper.pick(steps.choices, steps.interfered, draws.numbers().get(i));
      if (choice < 0) {
        break;
      }
      steps.take(choice);
    }
    return steps.toRest();
  }

  /**
   * Makes those of a schedule's choices that can happen when their turn comes, then comes to rest.
   * So what is left of a schedule when steps have been taken out can be followed too.
   *
   * @throws IllegalStateException if the world never comes to rest
   */
  public Path follow(Schedule schedule) {
    Steps steps = new Steps();
    for (int i = 0; i < schedule.length() && steps.goesOn(); i++) {
      int choice = schedule.choices().get(i);
      if (steps.isPossible(choice)) {
        steps.take(choice);
      }
    }
    return steps.toRest();
  }

  /**
   * Makes a schedule's choices and no others.
   *
   * @throws IllegalArgumentException if one of them cannot happen when its turn comes
   */
  public Path only(Schedule schedule) {
    Steps steps = new Steps();
    for (int i = 0; i < schedule.length() && steps.goesOn(); i++) {
      int choice = schedule.choices().get(i);
      if (!steps.isPossible(choice)) {
        throw new IllegalArgumentException(
            "step " + (i + 1) + ": " + Move.of(choice) + " cannot happen then");
      }
      steps.take(choice);
    }
    return steps.end(schedule.length());
  }

  /** Makes a failing schedule short: what is left violates at least one of the same properties. */
  public Result.Violation shrink(Result.Violation violation) {
    Walker walker = new Walker(setting, violation.properties(), new Coverage());
    Schedule shortest =
        Shrinker.shrink(
            violation.schedule(),
            candidate -> walker.follow(candidate).violation().map(Result.Violation::schedule));
    return walker.follow(shortest).violation().orElseThrow();
  }

  /** One run. */
  private final class Steps {
    private final Choices choices = new Choices(setting);
    private final ImmutableIntArray.Builder taken = ImmutableIntArray.builder();
    private World world = first;
    private int length;
    private int interfered;
    private long violations;
    private boolean atRest;

    Steps() {
      look();
    }

    boolean goesOn() {
      return violations == 0;
    }

    boolean isPossible(int choice) {
      return choices.has(choice);
    }

    void take(int choice) {
      Happened happened = memo.happen(world, choice);
      taken.add(choice);
      length++;
      interfered += Move.of(choice).interferes() ? 1 : 0;
      coverage.saw(happened.taken(), happened.sightings(), 1);
      violations = happened.violations() & properties;
      world = happened.next();
      if (violations == 0) {
        look();
      }
    }

    private void look() {
      if (choices.of(world).atRest()) {
        violations = Quiet.violations(world) & properties;
        atRest = violations != 0;
      }
    }

    Path toRest() {
      int drawn = length;
      OptionalInt next = next();
      while (goesOn() && next.isPresent()) {
        if (length - drawn > MOST_STEPS_TO_REST) {
          throw new IllegalStateException(
              "the world does not come to rest: " + new Schedule(taken.build()));
        }
        take(next.getAsInt());
        next = next();
      }
      return end(drawn);
    }

    Path end(int drawn) {
      Schedule schedule = new Schedule(taken.build());
      Optional<Result.Violation> violation =
          goesOn()
              ? Optional.empty()
              : Optional.of(new Result.Violation(Properties.of(violations), schedule, atRest));
      return new Path(schedule, drawn, violation);
    }

    /** While the configuration is being loaded, the daemon looks again and again. */
    private OptionalInt next() {
      OptionalInt byItself = choices.first(choice -> Move.of(choice).internal());
      OptionalInt byOthers = choices.first(choice -> Move.of(choice).goesOn());
      boolean othersFirst = byItself.isEmpty() || !world.flag();
      return othersFirst && byOthers.isPresent() ? byOthers : byItself;
    }
  }
}
