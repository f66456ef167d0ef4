package dev.featured.adapters.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.google.common.collect.ImmutableMap;
import dev.featured.engine.feature.Rendering;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HostileTemplatesTest {
  /** A guard against a hang, not a measurement. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Bytes; what the daemon's threads have on a switch. */
  private static final long SMALL_STACK = 256 * 1024;

  private static final Sandbox SANDBOX =
      new Sandbox(
          ImmutableMap.of(
              "DEVICE_METADATA",
              ImmutableMap.of(
                  "localhost",
                  ImmutableMap.of(
                      "type", "ToRRouter",
                      "long", "x".repeat(1000),
                      "trick", "{{ 1 }}{% if true %}"))));

  static Stream<Arguments> hostile() {
    return Stream.of(
        Arguments.of("loop", "{% for i in range(10) %}x{% endfor %}"),
        Arguments.of(
            "loops in loops",
            "{% for a in range(1000) %}".repeat(8) + "x" + "{% endfor %}".repeat(8)),
        Arguments.of("loop over a table", "{% for k in DEVICE_METADATA %}x{% endfor %}"),
        Arguments.of("assignment", "{% set a = 'x' %}{{ a }}"),
        Arguments.of(
            "doubling",
            "{% set a = 'xxxxxxxxxx' %}" + "{% set a = a ~ a %}".repeat(60) + "{{ a }}"),
        Arguments.of("recursive macro", "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}"),
        Arguments.of("call of a macro", "{% call f() %}x{% endcall %}"),
        Arguments.of("include", "{% include '/etc/passwd' %}"),
        Arguments.of("include of itself", "{% include '' %}"),
        Arguments.of("nested include", "{% if true %}{% include 'a' %}{% endif %}"),
        Arguments.of("import", "{% import '/etc/passwd' as p %}{{ p }}"),
        Arguments.of("from", "{% from '/etc/passwd' import root %}"),
        Arguments.of("extends", "{% extends '/etc/passwd' %}"),
        Arguments.of("block", "{% block a %}x{% endblock %}"),
        Arguments.of("raw", "{% raw %}{{ x }}{% endraw %}"),
        Arguments.of("do", "{% do DEVICE_METADATA.put('localhost', 1) %}"),
        Arguments.of("cycle", "{% cycle 'a','b' %}"),
        Arguments.of("autoescape", "{% autoescape %}x{% endautoescape %}"),
        Arguments.of("print tag", "{% print 1 %}"),
        Arguments.of("getClass", "{{ ''.getClass() }}"),
        Arguments.of("getClass of a table", "{{ DEVICE_METADATA.getClass().getClassLoader() }}"),
        Arguments.of("class as an attribute", "{{ ''.class.forName('java.lang.Runtime') }}"),
        Arguments.of("class as a key", "{{ 'x'['class']['name'] }}"),
        Arguments.of(
            "Runtime",
            "{{ DEVICE_METADATA['getClass']().forName('java.lang.Runtime').getRuntime().exec('id') }}"),
        Arguments.of("Python's way", "{{ ''.__class__.__mro__[1].__subclasses__() }}"),
        Arguments.of("Python's way with a table", "{{ DEVICE_METADATA.__class__ }}"),
        Arguments.of("Jinjava's interpreter", "{{ ____int3rpr3t3r____.config.disabled }}"),
        Arguments.of("filter as a variable", "{{ filter:upper.filter('x', 1) }}"),
        Arguments.of("test as a variable", "{{ exptest:defined.evaluate('x', 1) }}"),
        Arguments.of("filter as a key", "{{ DEVICE_METADATA['filter:upper'].filter }}"),
        Arguments.of("bean", "{{ DEVICE_METADATA.localhost.type.bytes }}"),
        Arguments.of("environment", "{{ env('PATH') }}"),
        Arguments.of("system properties", "{{ DEVICE_METADATA.System.getProperty('user.home') }}"),
        Arguments.of("function", "{{ range(0, 1000000) }}"),
        Arguments.of("lipsum", "{{ lipsum(1000) }}"),
        Arguments.of("huge exponent", "{{ 10**10**10 }}"),
        Arguments.of("tower of exponents", "{{ " + "9**".repeat(50) + "9 }}"),
        Arguments.of("repeated text", "{{ 'x' * 1000000000 }}"),
        Arguments.of("concatenation", "{{ " + "'x' ~ ".repeat(60) + "'x' }}"),
        Arguments.of("addition of lists", "{{ [1] + [1] }}"),
        Arguments.of("format", "{{ '%1000000000d'|format(1) }}"),
        Arguments.of(
            "regular expression", "{{ 'aaaaaaaaaaaaaaaa!'|regex_replace('(a+)+$', 'x') }}"),
        Arguments.of("render filter", "{{ '{{ 1 }}'|render }}"),
        Arguments.of("map filter", "{{ DEVICE_METADATA|map('attr') }}"),
        Arguments.of("mapping", "{{ {'a': 1} }}"),
        Arguments.of("slice", "{{ 'abc'[0:1000000000] }}"),
        Arguments.of("key in a list", "{{ ['a'][0] }}"),
        Arguments.of("escape of the expression", "{{ 'x'}#{'y' }}"),
        Arguments.of("operators of Java's language", "{{ !true && false ? 1 : 2 }}"),
        Arguments.of("words of Java's language", "{{ 'a' eq 'a' }}"),
        Arguments.of("instanceof", "{{ 'a' instanceof 'b' }}"),
        Arguments.of("empty", "{{ empty DEVICE_METADATA }}"),
        Arguments.of("nothing", "{{ none }}"),
        Arguments.of("fraction", "{{ 1.5 }}"),
        Arguments.of("exponent of ten", "{{ 1e999999999 }}"),
        Arguments.of("huge number", "{{ " + "9".repeat(5000) + " }}"),
        Arguments.of("deep parentheses", "{{ " + "(".repeat(5000) + "1" + ")".repeat(5000) + " }}"),
        Arguments.of("open parentheses", "{{ " + "(".repeat(8000) + " }}"),
        Arguments.of("deep lists", "{{ " + "[".repeat(5000) + "]".repeat(5000) + " }}"),
        Arguments.of("deep keys", "{{ " + "a[".repeat(4000) + "1" + "]".repeat(4000) + " }}"),
        Arguments.of("many nots", "{{ " + "not ".repeat(4000) + "1 }}"),
        Arguments.of("many signs", "{{ " + "-".repeat(8000) + "1 }}"),
        Arguments.of("many ors", "{{ 0" + " or 0".repeat(3000) + " }}"),
        Arguments.of("many choices", "{{ 1" + " if 0 else 1".repeat(1200) + " }}"),
        Arguments.of("many attributes", "{{ a" + ".a".repeat(6000) + " }}"),
        Arguments.of("many tests", "{{ 1" + " is defined".repeat(1400) + " }}"),
        Arguments.of(
            "deep conditions", "{% if 1 %}".repeat(1000) + "x" + "{% endif %}".repeat(1000)),
        Arguments.of("conditions without end", "{% if 1 %}".repeat(1600)),
        Arguments.of("much text", "x".repeat(1_000_000)),
        Arguments.of("much text in a condition", "{% if 1 %}" + "x".repeat(10_000) + "{% endif %}"),
        Arguments.of("long values", "{{ DEVICE_METADATA.localhost.long }}".repeat(5)),
        Arguments.of("endless comment", "{# " + "x".repeat(10_000)),
        Arguments.of("endless expression", "{{ 'x"),
        Arguments.of("braces", "{".repeat(16_000)),
        Arguments.of("beginnings", "{{".repeat(8_000)),
        Arguments.of("tag without a name", "{% %}"),
        Arguments.of("tag behind rubbish", "{% | if true %}x{% endif %}"),
        Arguments.of("empty expression", "{{ }}"),
        Arguments.of("empty condition", "{% if %}x{% endif %}"),
        Arguments.of("second else", "{% if 1 %}a{% else %}b{% else %}c{% endif %}"),
        Arguments.of("elif after else", "{% if 1 %}a{% else %}b{% elif 1 %}c{% endif %}"),
        Arguments.of("end without a beginning", "a{% endif %}"),
        Arguments.of("else without a beginning", "{% else %}a"),
        Arguments.of("end with a condition", "{% if 1 %}a{% endif 1 %}"),
        Arguments.of("escape in a text", "{{ 'it\\'s' }}"),
        Arguments.of("mistake where nobody looks", "{% if false %}{{ 1 + }}{% endif %}"),
        Arguments.of("named parameter", "{{ a = 1 }}"),
        Arguments.of("other letters", "{{ \u0430 }}"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hostile")
  void aHostileTemplateIsRefusedInOneLine(String what, String template) throws Exception {
    Rendering rendering = onSmallStack(template);

    assertThat(rendering).isInstanceOf(Rendering.Refused.class);
    assertThat(((Rendering.Refused) rendering).reason())
        .isNotBlank()
        .hasSizeLessThan(300)
        .doesNotContainPattern("\\p{Cntrl}");
  }

  /** Of processor time, which does not depend on what else the machine does. */
  @Test
  void eachIsRefusedWithin100MillisecondsOnceTheClassesAreLoaded() {
    hostile().forEach(template -> SANDBOX.render((String) template.get()[1]));

    assertThat(hostile())
        .allSatisfy(
            template ->
                assertThat(processorTime(() -> SANDBOX.render((String) template.get()[1])))
                    .as(template.get()[0].toString())
                    .isLessThan(Duration.ofMillis(100)));
  }

  private static Duration processorTime(Runnable work) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadCpuTime();
    work.run();
    return Duration.ofNanos(threads.getCurrentThreadCpuTime() - before);
  }

  /** The libraries are switched off as well, should the grammar ever let a name pass. */
  @ParameterizedTest
  @MethodSource("switchedOffTags")
  void jinjavasOtherTagsAreSwitchedOff(String tag) {
    Rendering rendering = SANDBOX.renderUnchecked("{% " + tag + " a %}{% end" + tag + " %}");

    assertThat(rendering).isInstanceOf(Rendering.Refused.class);
    assertThat(((Rendering.Refused) rendering).reason()).contains("disabled");
  }

  static Stream<String> switchedOffTags() {
    return Stream.of(
        "for",
        "set",
        "macro",
        "call",
        "include",
        "import",
        "from",
        "extends",
        "block",
        "raw",
        "do",
        "cycle",
        "autoescape",
        "print",
        "ifchanged",
        "unless");
  }

  @Test
  void whatAValueHoldsIsNotRenderedAgain() {
    assertThat(SANDBOX.render("{{ DEVICE_METADATA.localhost.trick }}"))
        .isEqualTo(new Rendering.Text("{{ 1 }}{% if true %}"));
  }

  @Test
  void theLargestTemplateIsStillRendered() throws Exception {
    String text = "{# " + "x".repeat(TemplateShape.MAX_LENGTH - 8) + " #}ok";

    assertThat(text).hasSize(TemplateShape.MAX_LENGTH);
    assertThat(onSmallStack(text)).isEqualTo(new Rendering.Text("ok"));
    assertThat(onSmallStack(text + " "))
        .isEqualTo(new Rendering.Refused("it is longer than 16384 characters"));
  }

  @Test
  void theLongestExpressionIsStillEvaluated() throws Exception {
    String expression = "true" + " and 1".repeat((TemplateShape.MAX_WORDS - 2) / 2);

    assertThat(onSmallStack("{{ " + expression + " }}")).isEqualTo(new Rendering.Text("1"));
    assertThat(onSmallStack("{{ not " + expression + " }}")).isEqualTo(new Rendering.Text("False"));
    assertThat(onSmallStack("{{ not not " + expression + " }}"))
        .isEqualTo(new Rendering.Refused("an expression has more than 256 words and signs"));
  }

  @Test
  void theDeepestBracketsAreStillRead() throws Exception {
    int deep = TemplateShape.MAX_DEPTH;

    assertThat(onSmallStack(brackets(deep))).isEqualTo(new Rendering.Text("x"));
    assertThat(onSmallStack(brackets(deep + 1)))
        .isEqualTo(new Rendering.Refused("brackets are nested more than 16 deep"));
  }

  private static String brackets(int depth) {
    return "{{ " + "(".repeat(depth) + "'x'" + ")".repeat(depth) + " }}";
  }

  @Test
  void theDeepestConditionsAreStillRead() throws Exception {
    int deep = TemplateShape.MAX_DEPTH;

    assertThat(onSmallStack(conditions(deep))).isEqualTo(new Rendering.Text("x"));
    assertThat(onSmallStack(conditions(deep + 1)))
        .isEqualTo(new Rendering.Refused("conditions are nested more than 16 deep"));
  }

  private static String conditions(int depth) {
    return "{% if true %}".repeat(depth) + "x" + "{% endif %}".repeat(depth);
  }

  @Test
  void theLongestOutputIsStillAnAnswer() throws Exception {
    assertThat(onSmallStack("{{ true }}" + "x".repeat(Sandbox.MAX_OUTPUT - 4)))
        .isInstanceOf(Rendering.Text.class);
    assertThat(onSmallStack("{{ true }}" + "x".repeat(Sandbox.MAX_OUTPUT - 3)))
        .isInstanceOf(Rendering.Refused.class);
  }

  private static Rendering onSmallStack(String template) {
    return assertTimeoutPreemptively(
        PATIENCE,
        () -> {
          List<Rendering> rendered = new ArrayList<>();
          Thread thread =
              new Thread(null, () -> rendered.add(SANDBOX.render(template)), "small", SMALL_STACK);
          thread.start();
          thread.join();
          assertThat(rendered).as("the thread ended by itself").hasSize(1);
          return rendered.get(0);
        });
  }
}
