package dev.featured.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The committed page, as a reviewer uses it, in a real browser. */
class ReviewPageTest {
  private static final Path PAGE =
      Path.of("..").resolve(ReviewPage.FILE).toAbsolutePath().normalize();

  @TempDir private static Path profile;
  private static Browser browser;

  @BeforeAll
  static void start() {
    browser = Browser.start(profile);
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void open() {
    browser.open(PAGE);
  }

  private static WebElement way(String id) {
    return browser.find("#paper a[data-way='" + id + "']");
  }

  private static String panel() {
    return browser.find("#panel").getText();
  }

  private static List<String> lit(String selector) {
    return browser.all("#paper " + selector + ".lit").stream()
        .map(
            element ->
                element.getDomAttribute(selector.equals(".state") ? "data-state" : "data-way"))
        .toList();
  }

  private static void choose(String sequence) {
    browser.ask(
        "(() => { const list = document.getElementById('sequence');"
            + "list.value = [...list.options].find(one => one.text === \""
            + sequence
            + "\").value; list.dispatchEvent(new Event('change')); })()");
  }

  @Test
  void itAsksForNothingAndComplainsOfNothing() throws IOException {
    assertThat(Files.readString(PAGE))
        .doesNotContainPattern("(src|href)=\"(https?:|//|[\\w.]+/)")
        .doesNotContain("@import", "url(");
    assertThat(browser.ask("performance.getEntriesByType('resource').length")).isEqualTo(0L);
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void aClickTellsWhatIsKnownOfATransition() {
    way("disabling/operation-succeeded/wish-changed+may-start").click();

    assertThat(panel())
        .contains("disabling, operation succeeded")
        .contains("wish changed, may start")
        .contains("start units")
        .containsPattern("[\\d,]+ steps of the searches take it, in \\d+ of \\d+ settings")
        .contains("newest-wish-forgotten-in-a-stop: ");
    assertThat(lit("a.way"))
        .containsExactly("disabling/operation-succeeded/wish-changed+may-start");
    assertThat(browser.all("#paper .edge.lit")).hasSize(1);
  }

  @Test
  void whatIsNeverTakenIsExplained() {
    way("disabled/operation-failed/always").click();

    assertThat(panel()).contains("Never taken: a failure and two edits are more than");
  }

  @Test
  void whatIsDrawnOnceForEveryStateIsCountedForAllOfThem() {
    way("any-state/row-deleted/always").click();

    assertThat(panel()).contains("any state, row deleted", "forget state, remove drop ins");
    assertThat(browser.all("#panel li button")).isNotEmpty();
  }

  @Test
  void aCellOfTheMatrixTellsTheReasonWhyNothingIsDone() {
    browser.find("#matrix a[href='#way/absent/ports-ready/no-matter-of-the-ports']").click();

    assertThat(panel()).contains("its start does not wait for the ports");
    assertThat(browser.ask("document.activeElement.id")).isEqualTo("panel");
  }

  @Test
  void theKeyboardAloneChoosesATransition() {
    browser.ask("document.getElementById('whole').focus()");
    browser.press(Keys.TAB);
    Object first = browser.ask("document.activeElement.dataset.way");
    browser.press(Keys.ARROW_DOWN);
    Object second = browser.ask("document.activeElement.dataset.way");
    assertThat(second).isNotEqualTo(first).isNotEqualTo("");
    assertThat(browser.ask("getComputedStyle(document.activeElement).outlineStyle"))
        .isEqualTo("solid");
    browser.press(Keys.ENTER);

    assertThat(lit("a.way")).containsExactly(second.toString());
    assertThat(browser.ask("document.querySelectorAll('#paper a.way[tabindex=\"0\"]').length"))
        .isEqualTo(1L);
    browser.press(Keys.ARROW_UP);
    assertThat(browser.ask("document.activeElement.dataset.way")).isEqualTo(first);
  }

  @Test
  void thePlayerStepsThroughARaceAndTheDiagramLightsUp() {
    choose("The first race, with today's write-back");
    assertThat(lit(".state")).containsExactly("enabled");
    for (int i = 0; i < 7; i++) {
      browser.find("#forward").click();
    }

    assertThat(browser.find("#position").getText()).startsWith("step 7 of ");
    assertThat(browser.find("#step").getText())
        .startsWith("7. ")
        .contains("enabled \u2192 disabling, row wants disabled / stop units");
    assertThat(lit(".state")).containsExactly("disabling");
    assertThat(lit("a.way")).containsExactly("enabled/row-wants-disabled/always");
    assertThat(browser.find("#places .changed").getText()).contains("machine", "disabling");

    browser.find("#back").click();
    assertThat(browser.find("#position").getText()).startsWith("step 6 of ");
    assertThat(lit(".state")).containsExactly("enabled");
    assertThat(lit("a.way")).isEmpty();
  }

  @Test
  void theArrowKeysStepThroughTheSequenceToWhatMustNotBe() {
    choose("The first race, with today's write-back");
    browser.ask("document.getElementById('forward').focus()");
    browser.press(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT, Keys.ARROW_LEFT);
    assertThat(browser.find("#position").getText()).startsWith("step 1 of ");
    browser.press(Keys.END);

    assertThat(browser.find("#step").getText()).contains("VIOLATED always: no write of the daemon");
    assertThat(browser.find("#steps [aria-current]").getText()).contains("VIOLATED");
    assertThat(browser.find("#forward").isEnabled()).isFalse();
    assertThat(browser.ask("document.activeElement.id")).isEqualTo("back");
    assertThat(browser.find("#step").getDomAttribute("aria-live")).isEqualTo("polite");
  }

  @Test
  void aSequenceIsPlayedFromTheTransitionThatItTakes() {
    way("enabling/operation-succeeded/as-wished").click();
    browser.find("#panel li button").click();

    assertThat(lit("a.way")).containsExactly("enabling/operation-succeeded/as-wished");
    assertThat(browser.find("#step").getText()).contains("enabling \u2192 enabled");
  }

  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void wordsStandOutFromThePaper(String scheme) {
    browser.media("screen", scheme);

    for (String selector :
        List.of(
            "body", "#paper .edge text", "#paper .edge a.never text", ".quiet", "#matrix td a")) {
      assertThat(contrast(selector)).as(scheme + " " + selector).isGreaterThan(4.5);
    }
    String colour = browser.ask("getComputedStyle(document.body).backgroundColor").toString();
    assertThat(colour).isEqualTo(scheme.equals("dark") ? "rgb(22, 27, 34)" : "rgb(255, 255, 255)");
  }

  /** As WCAG 2 defines it. */
  private static double contrast(String selector) {
    Object ratio =
        browser.ask(
            """
            ((selector) => {
              const style = getComputedStyle(document.querySelector(selector));
              const light = colour => {
                const [r, g, b] = colour.match(/\\d+/g).map(Number).map(v => v / 255)
                  .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
                return 0.2126 * r + 0.7152 * g + 0.0722 * b;
              };
              const ink = light(selector.endsWith('text') ? style.fill : style.color);
              const paper = light(getComputedStyle(document.body).backgroundColor);
              return (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05);
            })('%s')"""
                .formatted(selector));
    return ((Number) ratio).doubleValue();
  }

  @Test
  void onPaperAllStepsAreThereAndNoButtons() {
    choose("A package is upgraded, and keeps its name");
    way("enabling/operation-succeeded/as-wished").click();
    browser.media("print", "dark");

    assertThat(browser.find("#forward").isDisplayed()).isFalse();
    assertThat(browser.find("#panel").isDisplayed()).isTrue();
    assertThat(browser.ask("getComputedStyle(document.body).backgroundColor"))
        .isEqualTo("rgb(255, 255, 255)");
    assertThat(
            browser.ask(
                "['steps', 'paper'].every(id => document.getElementById(id).scrollHeight"
                    + " <= document.getElementById(id).clientHeight + 1)"))
        .isEqualTo(true);
  }

  @ParameterizedTest
  @ValueSource(ints = {360, 768, 1400})
  void thePageNeedsNoScrollingSideways(int width) {
    browser.size(width, 800);
    way("enabling/operation-succeeded/as-wished").click();

    assertThat(browser.ask("innerWidth")).isEqualTo((long) width);
    assertThat(browser.ask("document.documentElement.scrollWidth"))
        .isEqualTo(browser.ask("document.documentElement.clientWidth"));
    assertThat(
            browser.ask(
                "[...document.querySelectorAll('button')].filter(one => one.offsetParent)"
                    + ".every(one => one.getBoundingClientRect().right <= innerWidth)"))
        .isEqualTo(true);
  }

  @Test
  void noWordsLieOnOthers() {
    Object overlapping =
        browser.ask(
            """
            (() => {
              const boxes = [...document.querySelectorAll('#paper text')]
                .map(text => [text.textContent, text.getBoundingClientRect()]);
              const found = [];
              boxes.forEach(([a, one], i) => boxes.slice(i + 1).forEach(([b, other]) => {
                const wide = Math.min(one.right, other.right) - Math.max(one.left, other.left);
                const high = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
                if (wide > 1 && high > Math.min(one.height, other.height) / 3) {
                  found.push(a + ' / ' + b);
                }
              }));
              return boxes.length < 50 ? ['hardly a word is there'] : found;
            })()""");

    assertThat(overlapping).isEqualTo(List.of());
  }
}
