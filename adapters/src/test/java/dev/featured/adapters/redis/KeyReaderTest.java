package dev.featured.adapters.redis;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.io.Resources;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The one script outside the fence. */
class KeyReaderTest {
  private static final Pattern ANY_CALL = Pattern.compile("redis\\s*[.\\[]");
  private static final Pattern CALL = Pattern.compile("redis\\.p?call\\('([A-Z]+)'");

  @Test
  void itCallsNoCommandThatWrites() throws IOException {
    String script = text("loaded.lua") + text("read.lua") + text("asked.lua");

    List<String> commands = CALL.matcher(script).results().map(call -> call.group(1)).toList();
    assertThat(commands).containsExactlyInAnyOrder("GET", "TYPE", "HGETALL", "HGET");
    assertThat(ANY_CALL.matcher(script).results()).hasSameSizeAs(commands);
  }

  private static String text(String name) throws IOException {
    return Resources.toString(Resources.getResource(KeyReader.class, name), StandardCharsets.UTF_8);
  }
}
