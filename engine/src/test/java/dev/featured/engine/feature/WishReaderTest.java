package dev.featured.engine.feature;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** From a row to what is wanted (SPEC section 2). */
class WishReaderTest {
  private static final FeatureName BGP = new FeatureName("bgp");

  private static final Device TOR = new Device(1, 0, false);

  /** In these tests a template is the key of its rendering. */
  private static final ImmutableMap<String, Rendering> RENDERINGS =
      ImmutableMap.of(
          "{{on}}", new Rendering.Text("enabled"),
          "{{always}}", new Rendering.Text("always_disabled"),
          "{{nonsense}}", new Rendering.Text("perhaps"),
          "{{yes}}", new Rendering.Text("TRUE"),
          "{{no}}", new Rendering.Text("False"),
          "{{broken}}", new Rendering.Refused("unexpected end of template"));

  private static Optional<Wish> read(Map<String, String> fields, Optional<StateValue> pinned) {
    return WishReader.read(BGP, RenderedRow.of(Row.of(fields), RENDERINGS::get, TOR), pinned);
  }

  private static Wish.Clear clear(Map<String, String> fields) {
    return (Wish.Clear) read(fields, Optional.empty()).orElseThrow();
  }

  private static String problem(Map<String, String> fields) {
    return ((Wish.Unclear) read(fields, Optional.empty()).orElseThrow()).problem();
  }

  @ParameterizedTest
  @EnumSource(StateValue.class)
  void eachStateIsUnderstood(StateValue state) {
    Wish.Clear wish = clear(Map.of("state", state.text()));

    assertThat(wish.state()).isEqualTo(state);
    assertThat(wish.derived()).isEmpty();
  }

  @Test
  void missingFieldsHaveTheirDefaultsAndAreNotAdded() {
    Wish.Clear wish = clear(Map.of("state", "enabled"));

    assertThat(wish.delayed()).isFalse();
    assertThat(wish.restart()).isEqualTo(RestartPolicy.NO);
    assertThat(wish.units()).extracting(UnitName::toString).containsExactly("bgp.service");
    assertThat(wish.derived()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"True,true", "true,true", "TRUE,true", "False,false", "fALSE,false"})
  void flagsAreUnderstoodInAnyLetterCaseAndLeftAsTheyAre(String value, boolean delayed) {
    Wish.Clear wish = clear(Map.of("state", "enabled", "delayed", value));

    assertThat(wish.delayed()).isEqualTo(delayed);
    assertThat(wish.derived()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"enabled,ALWAYS", "always_enabled,ALWAYS", "disabled,NO", "garbage,NO", "'',NO"})
  void autoRestartIsOnWhenItSaysEnabled(String value, RestartPolicy policy) {
    assertThat(clear(Map.of("state", "enabled", "auto_restart", value)).restart())
        .isEqualTo(policy);
  }

  @Test
  void renderedTemplatesAreDerivedFields() {
    Wish.Clear wish =
        clear(
            Map.of(
                "state", "{{on}}",
                "delayed", "{{yes}}",
                "has_global_scope", "{{yes}}",
                "has_per_asic_scope", "{{no}}",
                "auto_restart", "{{on}}"));

    assertThat(wish.state()).isEqualTo(StateValue.ENABLED);
    assertThat(wish.delayed()).isTrue();
    assertThat(wish.derived())
        .isEqualTo(
            Map.of(
                "state", "enabled",
                "delayed", "True",
                "has_global_scope", "True",
                "has_per_asic_scope", "False"));
  }

  @Test
  void everyFieldThatMayHoldATemplateIsRenderedWhetherItIsThereOrNot() {
    assertThat(
            clear(Map.of("state", "enabled", "delayed", "true", "has_global_scope", "{{no}}"))
                .rendered())
        .isEqualTo(
            Map.of(
                "state", "enabled",
                "delayed", "True",
                "has_global_scope", "False",
                "has_per_asic_scope", "False"));
    assertThat(clear(Map.of("state", "{{always}}")).rendered())
        .isEqualTo(
            Map.of(
                "state", "always_disabled",
                "delayed", "False",
                "has_global_scope", "True",
                "has_per_asic_scope", "False"));
  }

  @Test
  void aPinnedStateIsKeptWhateverTheRowSays() {
    Wish.Clear wish =
        (Wish.Clear)
            read(Map.of("state", "nonsense"), Optional.of(StateValue.ALWAYS_ENABLED)).orElseThrow();

    assertThat(wish.state()).isEqualTo(StateValue.ALWAYS_ENABLED);
    assertThat(wish.derived()).isEqualTo(Map.of("state", "always_enabled"));
    assertThat(wish.rendered()).containsEntry("state", "always_enabled");
  }

  @Test
  void aPinnedStateThatTheRowStillSaysIsNotRewritten() {
    Wish.Clear wish =
        (Wish.Clear)
            read(Map.of("state", "always_enabled"), Optional.of(StateValue.ALWAYS_ENABLED))
                .orElseThrow();

    assertThat(wish.derived()).isEmpty();
  }

  @Test
  void aRowWithoutStateIsSomebodyElses() {
    assertThat(read(Map.of("set_owner", "kube"), Optional.empty())).isEmpty();
    assertThat(read(Map.of("has_timer", "True"), Optional.empty())).isEmpty();
  }

  @Test
  void aKeyThatIsNoHashIsUnclear() {
    assertThat(
            WishReader.read(
                BGP,
                RenderedRow.of(new NotAHash("list"), RENDERINGS::get, TOR),
                Optional.of(StateValue.ENABLED)))
        .contains(new Wish.Unclear("the row is of the Redis type list, not a hash"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "state      | on           | field 'state' is 'on': it must be enabled,",
        "state      | ''           | field 'state' is '': it must be enabled,",
        "state      | Enabled      | field 'state' is 'Enabled': it must be enabled,",
        "state      | {{nonsense}} | field 'state' is '{{nonsense}}': it renders to 'perhaps'; it must",
        "state      | {{broken}}   | field 'state' is '{{broken}}': unexpected end of template",
        "delayed    | maybe        | field 'delayed' is 'maybe': it must be True or False",
        "delayed    | {{broken}}   | field 'delayed' is '{{broken}}': unexpected end of template",
        "delayed    | {{on}}       | field 'delayed' is '{{on}}': it renders to 'enabled'; it must be",
        "has_global_scope   | 1    | field 'has_global_scope' is '1': it must be True or False",
        "has_per_asic_scope | ''   | field 'has_per_asic_scope' is '': it must be True or False",
        "has_timer  | False        | field 'has_timer' is 'False': the field is obsolete",
      })
  void aFieldThatCannotBeUnderstoodIsNamedWithItsValue(String field, String value, String problem) {
    Map<String, String> fields =
        field.equals("state") ? Map.of("state", value) : Map.of("state", "enabled", field, value);

    assertThat(problem(fields)).startsWith(problem);
  }

  @Test
  void bytesThatAreNotUtf8AreRefusedInAnyField() {
    assertThat(problem(Map.of("state", "enabled\udcff")))
        .isEqualTo("field 'state' is 'enabled\\udcff': it holds bytes that are not UTF-8");
    assertThat(problem(Map.of("state", "enabled", "k\udc80", "v")))
        .isEqualTo("field 'k\\udc80' is 'v': it holds bytes that are not UTF-8");
    assertThat(clear(Map.of("state", "enabled", "note", "\ud83d\ude00")).state())
        .as("a pair of surrogates is a character")
        .isEqualTo(StateValue.ENABLED);
  }

  @Test
  void aHugeValueIsCutInTheComplaint() {
    assertThat(problem(Map.of("state", "x".repeat(1_000_000))))
        .hasSizeLessThan(250)
        .contains("... (1000000 characters)");
  }

  @Test
  void theRendererIsAskedOnlyForTemplates() {
    RenderedRow row =
        RenderedRow.of(
            Row.of(Map.of("state", "enabled", "delayed", "False", "note", "{{x}}")),
            template -> {
              throw new AssertionError("asked to render " + template);
            },
            TOR);

    assertThat(row.renderings()).isEmpty();
  }
}
