package dev.featured.model.subjects;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.Sets;
import dev.featured.model.explore.Result;
import dev.featured.model.explore.Search;
import dev.featured.model.world.Properties;
import dev.featured.model.world.Property;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What takes 10 GB and half an hour: the beginnings of worlds that are much larger than a build can
 * wait for, or all of them. docs/model-testing.md has the command.
 */
@Tag("deep")
class DeepSearchTest {
  private static final long ENOUGH = 200_000_000;
  private static final long ENOUGH_OF_OTHERS = 20_000_000;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "upgrade",
        "owners-upgrade",
        "packages",
        "reloads",
        "renewed-thrice",
        "immutable",
        "trace-built-on",
        "namespace-trace-built-on",
        "namespace-killed",
        "namespace-loading",
        "namespace-any"
      })
  void nothingIsViolatedInLargerWorlds(String name) throws InterruptedException {
    search(name, 26, ENOUGH_OF_OTHERS);
  }

  /**
   * Whatever happens from outside happens any number of times, no more of it at once than in the
   * settings of every build, and to the last world.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "small",
        "failures",
        "edits",
        "edits-failing",
        "killed",
        "lost",
        "owners",
        "ports",
        "templates",
        "trace",
        "building",
        "loading-others",
        "warm-boot",
        "silenced",
        "quarantine",
        "stopping",
        "reloaded-by-others",
        "scopes",
        "scopes-killed",
        "two",
        "side-by-side",
        "renewed",
        "immutable-reloaded",
        "namespace",
        "namespace-edited-killed",
        "namespace-trace",
        "namespace-building"
      })
  void nothingIsViolatedHoweverOftenItHappens(String name) throws InterruptedException {
    Result result =
        Search.of(
                Settings.named(name, Subjects.SHIPPED).againAndAgain(),
                Runtime.getRuntime().availableProcessors(),
                23)
            .run();

    System.out.println("again and again: " + result.line());
    assertThat(result.violation()).isEmpty();
    assertThat(result.complete()).isTrue();
  }

  @Test
  void nothingIsViolatedInTwoHundredMillionWorlds() throws InterruptedException {
    Result result = search("any-two", 28, ENOUGH);

    assertThat(result.states()).isGreaterThanOrEqualTo(ENOUGH);
  }

  private static Result search(String name, int bits, long worlds) throws InterruptedException {
    Property[] all =
        Sets.difference(Properties.ALL, Sets.immutableEnumSet(Property.NAMESPACE_KEEPS_NEW_ROWS))
            .toArray(new Property[0]);

    Result result =
        Search.of(
                Settings.named(name, Subjects.SHIPPED),
                Runtime.getRuntime().availableProcessors(),
                bits)
            .lookingFor(all)
            .atMost(worlds)
            .run();

    System.out.println(result.line());
    assertThat(result.violation()).isEmpty();
    return result;
  }
}
