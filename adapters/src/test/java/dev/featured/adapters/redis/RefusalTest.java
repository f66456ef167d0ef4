package dev.featured.adapters.redis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.exceptions.JedisDataException;

/** Which of Redis's errors are worth another try. */
class RefusalTest {
  private static final String IN_A_SCRIPT =
      " script: 0123456789abcdef0123456789abcdef01234567, on @user_script:12.";

  private static boolean passes(String error) {
    return Refusal.of(new JedisDataException(error)).passing();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "READONLY You can't write against a read only replica.",
        "OOM command not allowed when used memory > 'maxmemory'.",
        "MISCONF Redis is configured to save RDB snapshots, but it's unable to persist to disk.",
        "NOREPLICAS Not enough good replicas to write.",
        "CLUSTERDOWN The cluster is down",
        "ERR Error running script (call to f_0): @user_script:12: @user_script: 12: -OOM command"
      })
  void aStateOfTheServerPasses(String error) {
    assertThat(passes(error)).isTrue();
    assertThat(passes(error + IN_A_SCRIPT)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "WRONGTYPE Operation against a key holding the wrong kind of value",
        "NOPERM this user has no permissions to run the 'evalsha' command",
        "ERR unknown command 'EVALSHA'",
        "ERR value of BOOM is out of range"
      })
  void anythingElseDoesNot(String error) {
    assertThat(passes(error)).isFalse();
    assertThat(passes(error + IN_A_SCRIPT)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"OOM command not allowed", "ERR something"})
  void whereInAScriptItHappenedIsNotSaid(String error) {
    assertThat(Refusal.of(new JedisDataException(error + IN_A_SCRIPT)).reason())
        .isEqualTo("Redis refuses to write: '" + error + "'");
  }
}
