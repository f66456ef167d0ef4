package dev.featured.adapters.daemon;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class AlarmsTest {
  /**
   * The service that is told to stop as it starts ends at once, and sets its last alarm meanwhile.
   */
  @Test
  void anAlarmThatIsSetAfterTheEndIsNoFault() {
    Alarms alarms =
        new Alarms(
            thrown -> {
              throw new AssertionError(thrown);
            });
    alarms.end();

    alarms.once(Duration.ZERO, () -> {});
    alarms.every(Duration.ofSeconds(1), () -> {});
  }
}
