package dev.featured.engine.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which names are taken (SPEC section 7). */
class FeatureNameTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"bgp", "mgmt-framework", "frr_bmp", "a", "_x", "9", "dhcp.relay", "A-b_C.9"})
  void ordinaryNamesAreTaken(String name) {
    assertThat(new FeatureName(name)).hasToString(name);
    assertThat(UnitName.global(new FeatureName(name))).hasToString(name + ".service");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "a b",
        " a",
        "a ",
        "a\tb",
        "a\nb",
        "a\u0000b",
        "-h",
        "--help",
        ".",
        "..",
        ".a",
        "../x",
        "../../etc/x",
        "/etc/x",
        "a/b",
        "a\\b",
        "a%i",
        "%",
        "a@1",
        "@",
        "a:b",
        "a*",
        "a?",
        "a;b",
        "a|b",
        "$(a)",
        "`a`",
        "a'b",
        "a\"b",
        "\u00fc",
        "a\udc80",
        "\ud83d\ude00",
        "a=b",
        "[a]"
      })
  void whatCouldReachAPathOrACommandLineIsRefused(String name) {
    assertThatExceptionOfType(InvalidFeatureName.class)
        .isThrownBy(() -> new FeatureName(name))
        .withMessageStartingWith("feature name '")
        .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1));
  }

  @ParameterizedTest
  @ValueSource(ints = {129, 1_000_000})
  void longNamesAreRefused(int length) {
    assertThatExceptionOfType(InvalidFeatureName.class)
        .isThrownBy(() -> new FeatureName("x".repeat(length)))
        .withMessageContaining("it has " + length + " characters, more than 128")
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(250));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 128})
  void namesUpToTheLimitAreTaken(int length) {
    assertThat(new FeatureName("x".repeat(length)).value()).hasSize(length);
  }
}
