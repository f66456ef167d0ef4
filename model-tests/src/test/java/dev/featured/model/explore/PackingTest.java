package dev.featured.model.explore;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.primitives.ImmutableLongArray;
import dev.featured.model.subjects.Settings;
import dev.featured.model.subjects.Subjects;
import dev.featured.model.world.Move;
import dev.featured.model.world.Packing;
import dev.featured.model.world.Setting;
import dev.featured.model.world.World;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Iterator;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What waits for its turn in the search comes out as it went in. */
class PackingTest {
  private static final int STEPS = 3_000;

  /** More than are kept as they are. */
  private static final int WORLDS = 60_000;

  /** Whatever a world is made of, be it new tomorrow: all its fields are compared. */
  @ParameterizedTest
  @ValueSource(strings = {"crowd", "crowd-of-two", "crowd-of-namespaces", "namespace-any"})
  void aWorldComesOutAsItWentIn(String name) throws IllegalAccessException {
    Setting setting = Settings.named(name, Subjects.SHIPPED);
    World first = World.begin(setting);
    Packing packing = new Packing(first);
    Random random = new Random(20261122);
    int[] room = new int[Move.mostChoices()];
    World world = first;
    for (int i = 0; i < STEPS; i++) {
      ImmutableLongArray.Builder numbers = ImmutableLongArray.builder();
      packing.pack(world, numbers::add);
      Iterator<Long> packed = numbers.build().asList().iterator();

      World unpacked = packing.unpack(packed::next, world.fingerprint());

      assertThat(packed).isExhausted();
      for (Field field : World.class.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers())) {
          field.setAccessible(true);
          assertThat(field.get(unpacked)).as(field.getName()).isEqualTo(field.get(world));
        }
      }
      int count = Move.choices(world, room);
      world = count == 0 ? first : Move.happen(world, room[random.nextInt(count)]).next();
    }
  }

  @Test
  void aBlockTellsTheNumbersThatItWasTold() {
    ImmutableLongArray numbers =
        ImmutableLongArray.of(0, 1, 127, 128, 300, Integer.MAX_VALUE, 1L << 40, Long.MAX_VALUE);
    Block block = new Block();
    for (int i = 0; i < 100; i++) {
      numbers.forEach(block::write);
    }

    Block.Reader reader = block.read();

    for (int i = 0; i < 100; i++) {
      numbers.forEach(number -> assertThat(reader.next()).isEqualTo(number));
    }
    assertThat(reader.hasNext()).isFalse();
  }

  @Test
  void aLevelTellsEachOfItsWorldsOnceAndKeepsNone() {
    World world = World.begin(Settings.small(Subjects.SHIPPED));
    Visited visited = new Visited(16);
    Packing packing = new Packing(world);
    Level part = new Level(packing);
    Level level = new Level(packing);
    ImmutableLongArray.Builder told = ImmutableLongArray.builder();
    for (long place = 0; place < WORLDS; place++) {
      part.add(world, place);
    }
    level.add(part);

    for (int twice = 0; twice < 2; twice++) {
      for (int portion = 0; portion < level.portions(); portion++) {
        level.take(portion, visited, (same, place) -> told.add(place));
      }
    }

    assertThat(level.size()).isEqualTo(WORLDS);
    assertThat(told.build().asList()).hasSize(WORLDS).doesNotHaveDuplicates();
  }
}
