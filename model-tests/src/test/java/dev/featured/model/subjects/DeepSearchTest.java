package dev.featured.model.subjects;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.Sets;
import dev.featured.model.explore.Result;
import dev.featured.model.explore.Search;
import dev.featured.model.world.Properties;
import dev.featured.model.world.Property;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What takes a machine with 20 GB and some time: mvn -Pdeep test -pl model-tests -am. */
@Tag("deep")
class DeepSearchTest {
  private static final long ENOUGH = 210_000_000;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "upgrade",
        "owners-upgrade",
        "packages",
        "reloads",
        "immutable",
        "any-two",
        "namespace-killed",
        "namespace-loading",
        "namespace-any"
      })
  void nothingIsViolatedInMuchLargerWorlds(String name) throws InterruptedException {
    Property[] all =
        Sets.difference(
                Properties.ALL,
                Sets.immutableEnumSet(
                    Property.PUTS_BACK_IMMUTABLE_ONLY, Property.NAMESPACE_KEEPS_NEW_ROWS))
            .toArray(new Property[0]);

    Result result =
        Search.of(
                Settings.named(name, Subjects.SHIPPED),
                Runtime.getRuntime().availableProcessors(),
                name.equals("any-two") ? 29 : 27)
            .lookingFor(all)
            .atMost(ENOUGH)
            .run();

    System.out.println(result.line());
    assertThat(result.violation()).isEmpty();
  }
}
