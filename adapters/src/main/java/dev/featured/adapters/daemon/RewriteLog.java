package dev.featured.adapters.daemon;

import dev.featured.adapters.rows.Rewrite;
import dev.featured.engine.feature.Row;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says what the daemon has written into a row, in one line, with the values before. */
final class RewriteLog {
  private static final Logger LOG = LoggerFactory.getLogger(RewriteLog.class);

  private RewriteLog() {}

  static void say(String whose, Row before, Map<String, String> rewrite) {
    String rewritten =
        Rewrite.of(before, rewrite).stream()
            .map(Rewrite::toString)
            .collect(Collectors.joining(", "));
    if (!rewritten.isEmpty()) {
      LOG.info("{}: row rewritten: {}", whose, rewritten);
    }
  }
}
