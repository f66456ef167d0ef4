package dev.featured.engine.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.featured.engine.feature.FeatureName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

/** The slots beside a sorted map of the standard library. */
class SlotsTest {
  @Property
  void theyAreASortedMapInWhichSlotsThatRememberNothingAreNot(
      @ForAll @Size(max = 40) List<@StringLength(1) @CharRange(from = 'a', to = 'h') String> names,
      @ForAll @Size(40) List<Mark> marks) {
    Map<FeatureName, Slot> expected = new TreeMap<>();
    Slots slots = Slots.NONE;
    for (int i = 0; i < names.size(); i++) {
      boolean remembers = marks.get(i) != Mark.CLEAN;
      Slots before = slots;
      List<Slot> contentBefore = content(before);

      Slot empty = Slot.empty(new FeatureName(names.get(i)));
      Slot slot = empty.marked(marks.get(i));
      slots = slots.with(slot);

      expected.remove(slot.name());
      if (remembers) {
        expected.put(slot.name(), slot);
      }
      assertThat(content(slots)).containsExactlyElementsOf(expected.values());
      for (char name = 'a'; name <= 'i'; name++) {
        FeatureName feature = new FeatureName(String.valueOf(name));
        assertThat(slots.get(feature))
            .isEqualTo(expected.getOrDefault(feature, Slot.empty(feature)));
      }
      assertThat(content(before)).as("it is immutable").isEqualTo(contentBefore);
      assertThat(slots.equals(before)).isEqualTo(content(slots).equals(contentBefore));
    }
  }

  private static List<Slot> content(Slots slots) {
    List<Slot> content = new ArrayList<>();
    for (int i = 0; i < slots.size(); i++) {
      content.add(slots.at(i));
    }
    return content;
  }
}
