package dev.featured.adapters.device;

import com.google.common.collect.ImmutableMap;
import dev.featured.engine.feature.Quoted;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The {@code KEY=value} lines of a file. Keys are equal without regard to case; of lines with the
 * same key the last one counts, as in a shell.
 */
record Settings(ImmutableMap<String, String> values) {
  /**
   * Reads what can be read; the first line that is neither a setting nor a comment is a complaint.
   */
  static Optional<Settings> of(SwitchFiles files, String path) {
    return files.read(path).map(text -> parse(text, files, path));
  }

  private static Settings parse(String text, SwitchFiles files, String path) {
    ImmutableMap.Builder<String, String> values = ImmutableMap.builder();
    List<String> lines = text.lines().map(String::strip).toList();
    boolean complained = false;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      int equals = line.indexOf('=');
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      if (equals > 0) {
        values.put(key(line.substring(0, equals).strip()), unquoted(line.substring(equals + 1)));
      } else if (!complained) {
        complained = true;
        files.complain(path, "line " + (i + 1) + " is not KEY=value: " + Quoted.of(line));
      }
    }
    return new Settings(values.buildKeepingLast());
  }

  Optional<String> get(String key) {
    return Optional.ofNullable(values.get(key(key)));
  }

  private static String key(String key) {
    return key.toLowerCase(Locale.ROOT);
  }

  private static String unquoted(String value) {
    String bare = value.strip();
    boolean quoted =
        bare.length() > 1
            && (bare.charAt(0) == '"' || bare.charAt(0) == '\'')
            && bare.charAt(0) == bare.charAt(bare.length() - 1);
    return quoted ? bare.substring(1, bare.length() - 1) : bare;
  }
}
