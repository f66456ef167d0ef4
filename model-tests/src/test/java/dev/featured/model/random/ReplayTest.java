package dev.featured.model.random;

import static org.assertj.core.api.Assertions.fail;

import dev.featured.model.explore.Result;
import dev.featured.model.world.Properties;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Shows a run again, step by step: mvn -pl model-tests -am test -Dreplay=small/unfenced:4.16.20 */
@EnabledIfSystemProperty(named = "replay", matches = ".*")
class ReplayTest {
  @Test
  void violatesNothing() {
    Replay replay = read(System.getProperty("replay"));
    Optional<Result.Violation> violation = replay.violation(Properties.ALL);
    if (violation.isPresent()) {
      fail(Replay.report(replay.setting(), violation.get()));
    }
    System.out.println(replay.sentences());
  }

  private static Replay read(String text) {
    try {
      return Replay.parse(text);
    } catch (IllegalArgumentException e) {
      return fail(e.getMessage());
    }
  }
}
