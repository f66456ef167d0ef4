package dev.featured.model.subjects;

import dev.featured.model.explored.Explored;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the searches came to when somebody last looked at it. */
final class Committed {
  static final String STALE =
      Explored.FILE
          + " says otherwise; say in the commit why, and renew it with:"
          + " mvn -Pgenerate -Dexplore=true process-classes -pl docs -am";

  private Committed() {}

  static Explored explored() throws IOException {
    return Explored.parse(Files.readString(Path.of("..").resolve(Explored.FILE)));
  }
}
