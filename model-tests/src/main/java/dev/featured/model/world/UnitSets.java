package dev.featured.model.world;

import com.google.common.collect.ImmutableList;
import dev.featured.engine.core.Task;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.feature.UnitName;

/**
 * The sets of units that a feature has: that of the switch, and on a switch with several ASICs that
 * of the ASICs. The model has one unit for each set. Those of the ASICs stand behind all others.
 */
final class UnitSets {
  static final int GLOBAL = 0;
  static final int OF_ASICS = 1;

  private static final ImmutableList<Integer> ONLY = ImmutableList.of(GLOBAL);

  private UnitSets() {}

  static int count(Setting setting) {
    return setting.circumstances().severalAsics() ? 2 : 1;
  }

  /** Where the unit of a set stands among all units. */
  static int unit(Setting setting, int feature, int set) {
    return feature + set * setting.count();
  }

  /** Whose unit it is that stands there. */
  static int feature(Setting setting, int unit) {
    return unit % setting.count();
  }

  /** The name of a set, for a reader. */
  static String name(FeatureName feature, int set) {
    return set == GLOBAL ? feature.value() : feature + "@*";
  }

  /** The sets that a task is about, in the order in which they are worked through. */
  static ImmutableList<Integer> units(Setting setting, int feature, Task task) {
    return of(setting, feature, task.units());
  }

  /** The sets that a task puts away. */
  static ImmutableList<Integer> surplus(Setting setting, int feature, Task task) {
    return task.surplus().isEmpty() ? ImmutableList.of() : of(setting, feature, task.surplus());
  }

  private static ImmutableList<Integer> of(
      Setting setting, int feature, ImmutableList<UnitName> names) {
    if (!setting.circumstances().severalAsics()) {
      return ONLY;
    }
    UnitName global = UnitName.global(setting.features().get(feature));
    ImmutableList.Builder<Integer> sets = ImmutableList.builder();
    if (names.contains(global)) {
      sets.add(GLOBAL);
    }
    if (names.stream().anyMatch(name -> !name.equals(global))) {
      sets.add(OF_ASICS);
    }
    return sets.build();
  }
}
