package dev.featured.adapters.redis;

/**
 * A database_config.json or database_global.json that cannot be used; the message is one line that
 * names the file and the field.
 */
public final class DatabaseConfigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DatabaseConfigException(String message) {
    super(message);
  }

  DatabaseConfigException(String message, Throwable cause) {
    super(message, cause);
  }
}
