package dev.featured.model.explore;

import dev.featured.model.world.Choices;
import dev.featured.model.world.Move;
import dev.featured.model.world.Setting;
import dev.featured.model.world.World;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether the world comes to rest when nobody interferes: whether what happens by itself ever leads
 * back to where it began. For settings of some hundred thousand worlds, since all steps are kept.
 */
public final class Rest {
  private final List<int[]> following = new ArrayList<>();
  private final Map<Long, Integer> numbers = new HashMap<>();

  private Rest() {}

  /**
   * How many worlds lie on, or lead by themselves to, a circle of steps that happen by themselves.
   *
   * @param setting where to look
   */
  public static int restless(Setting setting) {
    Rest rest = new Rest();
    rest.walk(World.begin(setting));
    return rest.following.size() - rest.countThatEnd();
  }

  private void walk(World first) {
    Deque<World> left = new ArrayDeque<>();
    number(first, left);
    Choices choices = new Choices(first.setting());
    while (!left.isEmpty()) {
      World world = left.remove();
      int count = choices.of(world).count();
      int[] internal = new int[count];
      int found = 0;
      for (int i = 0; i < count; i++) {
        int next = number(Move.happen(world, choices.get(i)).next(), left);
        if (Move.of(choices.get(i)).internal()) {
          internal[found++] = next;
        }
      }
      following.add(Arrays.copyOf(internal, found));
    }
  }

  private int number(World world, Deque<World> left) {
    Integer known = numbers.putIfAbsent(world.fingerprint(), numbers.size());
    if (known == null) {
      left.add(world);
      return numbers.size() - 1;
    }
    return known;
  }

  /** Takes away the worlds that nothing follows, until none is left. */
  private int countThatEnd() {
    int size = following.size();
    int[] open = new int[size];
    List<List<Integer>> before = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      before.add(new ArrayList<>());
    }
    Deque<Integer> ended = new ArrayDeque<>();
    for (int i = 0; i < size; i++) {
      open[i] = following.get(i).length;
      for (int next : following.get(i)) {
        before.get(next).add(i);
      }
      if (open[i] == 0) {
        ended.add(i);
      }
    }
    int count = 0;
    while (!ended.isEmpty()) {
      count++;
      for (int previous : before.get(ended.remove())) {
        if (--open[previous] == 0) {
          ended.add(previous);
        }
      }
    }
    return count;
  }
}
