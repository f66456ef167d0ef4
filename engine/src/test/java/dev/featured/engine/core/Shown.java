package dev.featured.engine.core;

import java.util.ArrayList;
import java.util.List;

/** What a visitor is shown, as a list of sentences in which identities and numbers differ. */
public final class Shown {
  /** Something that can be visited. */
  public interface Showing {
    /** Shows itself. */
    void to(RegistryVisitor visitor);
  }

  private Shown() {}

  /** All that is shown, in order. */
  public static List<Object> by(Showing showing) {
    List<Object> shown = new ArrayList<>();
    showing.to(
        new RegistryVisitor() {
          @Override
          public void id(long id) {
            shown.add("identity " + id);
          }

          @Override
          public void number(long number) {
            shown.add(number);
          }

          @Override
          public void value(Object value) {
            shown.add(value);
          }
        });
    return shown;
  }
}
