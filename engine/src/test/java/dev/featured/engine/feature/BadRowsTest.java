package dev.featured.engine.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of rows that somebody got wrong: one line that names the field and its value. */
class BadRowsTest {
  private static final String STATES =
      "it must be enabled, disabled, always_enabled or always_disabled";
  private static final String FLAGS = "it must be True or False";
  private static final String NOT_UTF8 = "it holds bytes that are not UTF-8";
  private static final String NO_TIMER = "the field is obsolete; say 'delayed' instead";

  private static final int MILLION = 1_000_000;
  private static final String HUGE = "y".repeat(MILLION);
  private static final String HUGE_QUOTED = "'" + "y".repeat(80) + "'... (1000000 characters)";

  private static final Device TOR = new Device(1, 0, false);
  private static final Device TWO_ASICS = new Device(2, 0, false);

  /** What templates come to in these tests; a template that is not listed is refused. */
  private static final ImmutableMap<String, String> RESULTS =
      ImmutableMap.of("{{ on }}", "enabled", "{{ empty }}", "", "{% two lines %}", "a\nb");

  private static RenderedRow on(Device device, RowContent content) {
    return RenderedRow.of(
        content,
        template ->
            RESULTS.containsKey(template)
                ? new Rendering.Text(RESULTS.get(template))
                : new Rendering.Refused("line 1: unknown tag"),
        device);
  }

  private static Optional<Wish> read(Device device, RowContent content) {
    return WishReader.read(new FeatureName("x"), on(device, content), Optional.empty());
  }

  /** Fields and values in turn, beside {@code state=enabled} if they do not say another one. */
  private static Row row(String... fieldsAndValues) {
    Map<String, String> fields = new HashMap<>();
    fields.put(Fields.STATE, "enabled");
    for (int i = 0; i < fieldsAndValues.length; i += 2) {
      fields.put(fieldsAndValues[i], fieldsAndValues[i + 1]);
    }
    return Row.of(fields);
  }

  private static Arguments bad(String complaint, RowContent content) {
    return arguments(TOR, content, complaint);
  }

  private static Arguments field(String field, String value, String quoted, String reason) {
    return bad("field '" + field + "' is " + quoted + ": " + reason, row(field, value));
  }

  private static Arguments field(String field, String value, String reason) {
    return field(field, value, "'" + value + "'", reason);
  }

  static Stream<Arguments> badRows() {
    return Stream.of(
        // state
        field("state", "", STATES),
        field("state", " ", STATES),
        field("state", "enabled ", STATES),
        field("state", "Enabled", STATES),
        field("state", "True", STATES),
        field("state", "enabled,disabled", STATES),
        field("state", "always", STATES),
        field("state", "failed", STATES),
        field("state", "enabled\nmore", "'enabled\\u000amore'", STATES),
        field("state", "\u0000\u0001", "'\\u0000\\u0001'", STATES),
        field("state", "\u202eenabled", "'\\u202eenabled'", STATES),
        field("state", HUGE, HUGE_QUOTED, STATES),
        field("state", "enabled\udcff", "'enabled\\udcff'", NOT_UTF8),
        field("state", "\udc80\udc81", "'\\udc80\\udc81'", NOT_UTF8),
        field("state", "{{", "line 1: unknown tag"),
        field("state", "{% if %}", "line 1: unknown tag"),
        field("state", "{# note", "line 1: unknown tag"),
        field("state", "{{ empty }}", "it renders to ''; " + STATES),
        field("state", "{% two lines %}", "it renders to 'a\\u000ab'; " + STATES),

        // delayed
        field("delayed", "", FLAGS),
        field("delayed", "yes", FLAGS),
        field("delayed", "0", FLAGS),
        field("delayed", "True ", FLAGS),
        field("delayed", "None", FLAGS),
        field("delayed", "True\u0000", "'True\\u0000'", FLAGS),
        field("delayed", HUGE, HUGE_QUOTED, FLAGS),
        field("delayed", "\udcc3", "'\\udcc3'", NOT_UTF8),
        field("delayed", "{{ on }}", "it renders to 'enabled'; " + FLAGS),
        field("delayed", "{% raw %}", "line 1: unknown tag"),

        // scopes
        field("has_global_scope", "", FLAGS),
        field("has_global_scope", "enabled", FLAGS),
        field("has_global_scope", HUGE, HUGE_QUOTED, FLAGS),
        field("has_global_scope", "\udcfe", "'\\udcfe'", NOT_UTF8),
        field("has_global_scope", "{{ broken", "line 1: unknown tag"),
        field("has_per_asic_scope", "", FLAGS),
        field("has_per_asic_scope", "2", FLAGS),
        field("has_per_asic_scope", HUGE, HUGE_QUOTED, FLAGS),
        field("has_per_asic_scope", "\udcfe", "'\\udcfe'", NOT_UTF8),
        field("has_per_asic_scope", "{{ on }}", "it renders to 'enabled'; " + FLAGS),
        field("has_per_dpu_scope", "", FLAGS),
        field("has_per_dpu_scope", "dpu0", FLAGS),
        field("has_per_dpu_scope", HUGE, HUGE_QUOTED, FLAGS),
        field("has_per_dpu_scope", "\udcfe", "'\\udcfe'", NOT_UTF8),
        field("has_per_dpu_scope", "{{ on }}", FLAGS),

        // has_timer, whatever it says and however wrong the rest is
        field("has_timer", "", NO_TIMER),
        field("has_timer", "False", NO_TIMER),
        field("has_timer", HUGE, HUGE_QUOTED, NO_TIMER),
        field("has_timer", "\udcfe", "'\\udcfe'", NOT_UTF8),
        bad("field 'has_timer' is 'True': " + NO_TIMER, row("has_timer", "True", "state", "x")),

        // bytes in fields that nobody reads
        field("auto_restart", "\udcff", "'\\udcff'", NOT_UTF8),
        field("set_owner", "lo\udce9cal", "'lo\\udce9cal'", NOT_UTF8),
        field("note", "\ud800", "'\\ud800'", NOT_UTF8),
        bad("field '\\udcff' is 'v': " + NOT_UTF8, row("\udcff", "v")),
        bad("field 'k\\udc80\\u000a' is '': " + NOT_UTF8, row("k\udc80\n", "")),

        // several at once: the first that is looked at
        bad("field 'state' is 'x': " + STATES, row("state", "x", "delayed", "y")),
        bad("field 'delayed' is 'y': " + FLAGS, row("delayed", "y", "has_global_scope", "z")),

        // keys that are no hashes
        bad("the row is of the Redis type string, not a hash", new NotAHash("string")),
        bad("the row is of the Redis type list, not a hash", new NotAHash("list")),
        bad("the row is of the Redis type set, not a hash", new NotAHash("set")),
        bad("the row is of the Redis type zset, not a hash", new NotAHash("zset")),
        bad("the row is of the Redis type stream, not a hash", new NotAHash("stream")),

        // what is fine elsewhere
        arguments(
            TWO_ASICS,
            row("has_global_scope", "False"),
            "the feature has no unit on this switch (ASICs: 2, DPUs: 0): has_global_scope is False,"
                + " has_per_asic_scope is False, has_per_dpu_scope is False"));
  }

  @ParameterizedTest(name = "{2}")
  @MethodSource("badRows")
  void theComplaintIsOneLineWithTheFieldAndItsValue(
      Device device, RowContent content, String complaint) {
    assertThat(read(device, content)).contains(new Wish.Unclear(complaint));
    assertThat(complaint.lines()).hasSize(1);
    assertThat(complaint).hasSizeLessThan(300);
  }

  /** Rows that look wrong and are not: what they say is taken as it is meant to be. */
  static Stream<Arguments> oddRows() {
    return Stream.of(
        arguments("an empty auto_restart", row("auto_restart", ""), RestartPolicy.NO),
        arguments("an auto_restart in vain", row("auto_restart", "Enabled"), RestartPolicy.NO),
        arguments(
            "a garbled auto_restart", row("auto_restart", "reenabled!"), RestartPolicy.ALWAYS),
        arguments("a huge auto_restart", row("auto_restart", HUGE), RestartPolicy.NO),
        arguments("a template", row("auto_restart", "{{ on }}"), RestartPolicy.NO),
        arguments("a template that is none", row("note", "{% if %}"), RestartPolicy.NO),
        arguments("an empty field name", row("", ""), RestartPolicy.NO),
        arguments("a huge unknown field", row(HUGE, HUGE), RestartPolicy.NO),
        arguments("control characters elsewhere", row("a\nb", "\u0000"), RestartPolicy.NO),
        arguments("no ASCII", row("\u00fc", "\ud83d\ude00"), RestartPolicy.NO));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("oddRows")
  void whatIsOddButClearIsTaken(String what, RowContent content, RestartPolicy restart) {
    assertThat(read(TOR, content))
        .as(what)
        .hasValueSatisfying(
            wish ->
                assertThat(wish)
                    .isInstanceOfSatisfying(
                        Wish.Clear.class,
                        clear -> {
                          assertThat(clear.state()).isEqualTo(StateValue.ENABLED);
                          assertThat(clear.restart()).isEqualTo(restart);
                          assertThat(clear.derived()).isEmpty();
                        }));
  }

  @Test
  void aRowWithoutStateIsNobodysFault() {
    assertThat(read(TOR, new Row(ImmutableSortedMap.of()))).isEmpty();
    assertThat(read(TOR, new Row(ImmutableSortedMap.of("delayed", "x", "has_timer", ""))))
        .isEmpty();
    assertThat(read(TOR, new Row(ImmutableSortedMap.of("State", "enabled")))).isEmpty();
  }
}
