package dev.featured.model.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.featured.model.subjects.Settings;
import dev.featured.model.subjects.Subjects;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a setting never lets happen is left out, and nothing else. */
class ChoicesTest {
  private static final int STEPS = 300;
  private static final Pattern EDIT = Pattern.compile("EDIT_(?:THERE_)?(\\d)");

  private static Stream<Setting> settings() {
    return Stream.of(Settings.ofEveryBuild(), Settings.ofTheDeepSearch(), Settings.ofRandomWalks())
        .flatMap(settings -> settings.values().stream())
        .map(setting -> setting.apply(Subjects.SHIPPED))
        .flatMap(setting -> Stream.of(setting, setting.againAndAgain()));
  }

  private static List<Integer> asked(World world) {
    List<Integer> asked = askedBut(Move.RENEW, world);
    boolean atRest = asked.stream().noneMatch(choice -> Move.of(choice).internal());
    return world.setting.allowance().again() && atRest && Move.RENEW.canHappen(world, 0)
        ? List.of(Move.RENEW.choice(0))
        : asked;
  }

  /** By the names of the moves, since which a setting never lets happen is what is held here. */
  private static boolean isKnown(Move move, Setting setting) {
    Matcher edit = EDIT.matcher(move.name());
    return edit.matches()
        ? Integer.parseInt(edit.group(1)) < setting.edits().size()
        : !move.name().contains("_OF_ASICS_") || setting.circumstances().severalAsics();
  }

  private static boolean isLeft(Move move, World world) {
    return move.budget()
        .map(Budget::index)
        .map(budget -> world.get(Parts.IN_ALL) > 0 && world.get(Parts.BUDGETS)[budget] > 0)
        .orElse(true);
  }

  private static List<Integer> askedBut(Move other, World world) {
    return Arrays.stream(Move.values())
        .filter(move -> move != other && isKnown(move, world.setting) && isLeft(move, world))
        .flatMap(
            move ->
                move.targets(world.setting)
                    .filter(target -> move.canHappen(world, target))
                    .mapToObj(move::choice))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("settings")
  void aRandomWayHasTheSameChoicesAtEachStep(Setting setting) {
    Choices choices = new Choices(setting);
    Random random = new Random(20261128);
    World first = World.begin(setting);
    World world = first;
    for (int i = 0; i < STEPS; i++) {
      int count = choices.of(world).count();
      List<Integer> found = new ArrayList<>();
      for (int j = 0; j < count; j++) {
        found.add(choices.get(j));
      }

      assertThat(found).isEqualTo(asked(world)).allMatch(choices::has);
      assertThat(choices.atRest()).isEqualTo(found.stream().noneMatch(c -> Move.of(c).internal()));
      world = count == 0 ? first : Move.happen(world, choices.get(random.nextInt(count))).next();
    }
  }
}
