package dev.featured.model.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.featured.model.explored.Hunt;
import dev.featured.model.subjects.Settings;
import dev.featured.model.subjects.Subjects;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is remembered of a step is what the step would come to. */
class MemoTest {
  private static final int STEPS = 3_000;

  private static Stream<Setting> settings() {
    return Stream.concat(
        Stream.of(Settings.ofEveryBuild(), Settings.ofTheDeepSearch(), Settings.ofRandomWalks())
            .flatMap(settings -> settings.values().stream())
            .map(setting -> setting.apply(Subjects.SHIPPED)),
        Hunt.all().stream().map(Hunt::setting));
  }

  private static World same(Memo memo, World world, int choice) {
    Happened once = Move.happen(world, choice);
    Happened recalled = memo.happen(world, choice);
    World next = once.next();
    assertThat(recalled.fingerprint()).isEqualTo(next.fingerprint());
    assertThat(recalled.violations()).isEqualTo(once.violations());
    assertThat(recalled.sightings()).isEqualTo(once.sightings());
    assertThat(recalled.taken()).isEqualTo(once.taken());
    World remade = recalled.next();
    for (int i = 0; i < Parts.ALL.size(); i++) {
      assertThat(remade.kept(i).print()).isEqualTo(next.kept(i).print());
    }
    return next;
  }

  @ParameterizedTest
  @MethodSource("settings")
  void aRandomWayIsTheSame(Setting setting) {
    Memo memo = new Memo(setting);
    Random random = new Random(20261128);
    Choices choices = new Choices(setting);
    World first = World.begin(setting);
    World world = first;
    for (int i = 0; i < STEPS; i++) {
      int count = choices.of(world).count();
      world = count == 0 ? first : same(memo, world, choices.get(random.nextInt(count)));
    }
  }

  @Test
  void everyStepOfASettingIsTheSame() {
    Setting setting = Settings.failures(Subjects.SHIPPED);
    Memo memo = new Memo(setting);
    Choices choices = new Choices(setting);
    Queue<World> worlds = new ArrayDeque<>();
    Set<Long> met = new HashSet<>();
    worlds.add(World.begin(setting));
    while (!worlds.isEmpty()) {
      World world = worlds.remove();
      int count = choices.of(world).count();
      for (int i = 0; i < count; i++) {
        World next = same(memo, world, choices.get(i));
        if (met.add(next.fingerprint())) {
          worlds.add(next);
        }
      }
    }

    assertThat(met.size()).isGreaterThan(50_000);
  }

  @Test
  void aTableThatIsFullBeginsAgain() {
    LongTable table = new LongTable(1_000);
    for (int i = 0; i < 100_000; i++) {
      table.put(Fingerprint.next(0, i), i);

      assertThat(table.get(Fingerprint.next(0, i))).isEqualTo(i);
      Object older = table.get(Fingerprint.next(0, i / 2));
      assertThat(older).isIn(null, i / 2);
    }
  }

  @Test
  void aWorldOfAnotherSettingIsRefused() {
    Memo memo = new Memo(Settings.small(Subjects.SHIPPED));
    World other = World.begin(Settings.failures(Subjects.SHIPPED));

    assertThatThrownBy(() -> memo.happen(other, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a world of another setting: failures");
  }
}
