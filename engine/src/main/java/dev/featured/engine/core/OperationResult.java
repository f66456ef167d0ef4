package dev.featured.engine.core;

/** How an operation on units ended. */
public sealed interface OperationResult {
  /** All of it was done. */
  record Succeeded() implements OperationResult {
    @Override
    public String toString() {
      return "succeeded";
    }
  }

  /**
   * Something was not done.
   *
   * @param message what went wrong: the command and its output, as {@code error_message} shows it
   */
  record Failed(String message) implements OperationResult {
    @Override
    public String toString() {
      return "failed: " + message;
    }
  }
}
