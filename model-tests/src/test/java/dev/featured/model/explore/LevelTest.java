package dev.featured.model.explore;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.primitives.ImmutableLongArray;
import dev.featured.model.subjects.Settings;
import dev.featured.model.subjects.Subjects;
import dev.featured.model.world.Packing;
import dev.featured.model.world.World;
import org.junit.jupiter.api.Test;

/** What waits for its turn in the search comes out as it went in. */
class LevelTest {
  /** More than are kept as they are. */
  private static final int WORLDS = 60_000;

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
        level.take(portion, (same, place) -> told.add(place));
      }
    }

    assertThat(level.size()).isEqualTo(WORLDS);
    assertThat(told.build().asList()).hasSize(WORLDS).doesNotHaveDuplicates();
  }
}
