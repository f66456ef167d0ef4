package dev.featured.engine.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which units a feature has on which device, and how they are restarted (SPEC sections 2, 3). */
class UnitsTest {
  private static final ImmutableList<String> SCOPES =
      ImmutableList.of("has_global_scope", "has_per_asic_scope", "has_per_dpu_scope");

  private static Wish read(String feature, Device device, ImmutableSortedMap<String, String> row) {
    return WishReader.read(
            new FeatureName(feature),
            RenderedRow.of(
                new Row(row),
                template -> new Rendering.Text(template.equals("{{on}}") ? "True" : "False"),
                device),
            Optional.empty())
        .orElseThrow();
  }

  @Test
  void unitsWithTheSameNameAreTheSame() {
    UnitName bgp = UnitName.perAsic(new FeatureName("bgp"), 0);

    assertThat(bgp)
        .isEqualTo(UnitName.perAsic(new FeatureName("bgp"), 0))
        .hasSameHashCodeAs(UnitName.perAsic(new FeatureName("bgp"), 0))
        .isNotEqualTo(UnitName.perAsic(new FeatureName("bgp"), 1))
        .isLessThan(UnitName.perAsic(new FeatureName("bgp"), 1))
        .doesNotHaveSameHashCodeAs(UnitName.perAsic(new FeatureName("bgp"), 1));
  }

  private static ImmutableSortedMap<String, String> row(String scopes) {
    ImmutableSortedMap.Builder<String, String> fields = ImmutableSortedMap.naturalOrder();
    fields.put(Fields.STATE, "enabled");
    List<String> values = Splitter.on(' ').omitEmptyStrings().splitToList(scopes);
    for (int i = 0; i < SCOPES.size(); i++) {
      if (!values.get(i).equals("-")) {
        fields.put(SCOPES.get(i), values.get(i));
      }
    }
    return fields.buildOrThrow();
  }

  private static String stems(ImmutableList<UnitName> units) {
    return String.join(" ", units.stream().map(UnitName::stem).toList());
  }

  // The scopes are has_global_scope, has_per_asic_scope, has_per_dpu_scope; '-' is a missing field.
  @ParameterizedTest(name = "{0} ASICs, {1} DPUs, scopes {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        // One ASIC: the unit of the switch, whatever is said of it and of ASICs.
        "1 | 0 | - - -             | x                     | ''",
        "1 | 0 | True False False  | x                     | ''",
        "1 | 0 | False False False | x                     | ''",
        "1 | 0 | False True False  | x                     | ''",
        "1 | 0 | True True True    | x                     | ''",
        // Several ASICs.
        "2 | 0 | - - -             | x                     | x@0 x@1",
        "2 | 0 | True False False  | x                     | x@0 x@1",
        "2 | 0 | true FALSE -      | x                     | x@0 x@1",
        "2 | 0 | True True -       | x x@0 x@1             | ''",
        "2 | 0 | - True -          | x x@0 x@1             | ''",
        "2 | 0 | False True -      | x@0 x@1               | x",
        "2 | 0 | {{off}} {{on}} -  | x@0 x@1               | x",
        "2 | 0 | True True True    | x x@0 x@1             | ''",
        "3 | 0 | False True -      | x@0 x@1 x@2           | x",
        "11 | 0 | False True -     | x@0 x@1 x@2 x@3 x@4 x@5 x@6 x@7 x@8 x@9 x@10 | x",
        // A SmartSwitch.
        "1 | 2 | - - -             | x                     | ''",
        "1 | 2 | True False True   | x x@dpu0 x@dpu1       | ''",
        "1 | 2 | False False true  | x x@dpu0 x@dpu1       | ''",
        "1 | 2 | - True False      | x                     | ''",
        // Both.
        "2 | 1 | True True True    | x x@0 x@1 x@dpu0      | ''",
        "2 | 1 | False False True  | x@dpu0                | x x@0 x@1",
        "2 | 1 | False True False  | x@0 x@1               | x x@dpu0",
      })
  void unitsAreThoseOfTheScopes(int asics, int dpus, String scopes, String units, String surplus) {
    Wish.Clear wish = (Wish.Clear) read("x", new Device(asics, dpus, false), row(scopes));

    assertThat(stems(wish.units())).isEqualTo(units);
    assertThat(stems(wish.surplus())).isEqualTo(surplus);
  }

  @ParameterizedTest(name = "{0} ASICs, {1} DPUs, scopes {2}")
  @CsvSource({
    "2, 0, False - -,               False False False",
    "2, 0, False False False,       False False False",
    "2, 0, False False True,        False False True",
    "4, 0, {{off}} {{off}} -,       False False False",
    "2, 3, False False False,       False False False",
  })
  void aFeatureWithoutAnyUnitIsUnclear(int asics, int dpus, String scopes, String comeTo) {
    List<String> values = Splitter.on(' ').splitToList(comeTo);

    assertThat(read("x", new Device(asics, dpus, false), row(scopes)))
        .isEqualTo(
            new Wish.Unclear(
                String.format(
                    "the feature has no unit on this switch (ASICs: %d, DPUs: %d):"
                        + " has_global_scope is %s, has_per_asic_scope is %s,"
                        + " has_per_dpu_scope is %s",
                    asics, dpus, values.get(0), values.get(1), values.get(2))));
  }

  @Test
  void unitsPrintAsSystemctlTakesThem() {
    FeatureName name = new FeatureName("x");

    assertThat(UnitName.global(name)).hasToString("x.service");
    assertThat(UnitName.perAsic(name, 11)).hasToString("x@11.service");
    assertThat(UnitName.perDpu(name, 0)).hasToString("x@dpu0.service");
  }

  @ParameterizedTest
  @CsvSource({
    "1, 0, x",
    "2, 0, x x@0 x@1",
    "1, 2, x x@dpu0 x@dpu1",
    "2, 1, x x@0 x@1 x@dpu0",
  })
  void allUnitsAreThoseThatAnyRowCouldWant(int asics, int dpus, String units) {
    assertThat(stems(UnitName.all(new FeatureName("x"), new Device(asics, dpus, false))))
        .isEqualTo(units);
  }

  @Test
  void whetherDpusHaveUnitsIsNeitherATemplateNorRewritten() {
    assertThat(read("x", new Device(1, 1, false), row("- - {{on}}")))
        .isEqualTo(
            new Wish.Unclear("field 'has_per_dpu_scope' is '{{on}}': it must be True or False"));
    Wish.Clear wish = (Wish.Clear) read("x", new Device(1, 1, false), row("{{on}} {{off}} tRUE"));
    assertThat(wish.derived()).containsOnlyKeys(Fields.HAS_GLOBAL_SCOPE, Fields.HAS_PER_ASIC_SCOPE);
  }

  @ParameterizedTest(name = "{0}, spine router: {1}, auto_restart {2}")
  @CsvSource({
    "syncd,   true,  enabled,        NO",
    "gbsyncd, true,  always_enabled, NO",
    "syncd,   true,  disabled,       NO",
    "bgp,     true,  enabled,        ALWAYS",
    "syncd2,  true,  enabled,        ALWAYS",
    "syncd,   false, enabled,        ALWAYS",
    "gbsyncd, false, always_enabled, ALWAYS",
    "gbsyncd, false, disabled,       NO",
  })
  void syncdIsNeverRestartedOnASpineRouter(
      String feature, boolean spine, String autoRestart, RestartPolicy policy) {
    ImmutableSortedMap<String, String> row =
        ImmutableSortedMap.of(Fields.STATE, "enabled", Fields.AUTO_RESTART, autoRestart);

    assertThat(read(feature, new Device(2, 0, spine), row))
        .isInstanceOfSatisfying(
            Wish.Clear.class, wish -> assertThat(wish.restart()).isEqualTo(policy));
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "-1, 0", "1, -1"})
  void thereIsNoSuchDevice(int asics, int dpus) {
    assertThatIllegalArgumentException().isThrownBy(() -> new Device(asics, dpus, false));
  }
}
