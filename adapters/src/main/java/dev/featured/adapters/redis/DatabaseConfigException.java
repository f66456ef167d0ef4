package dev.featured.adapters.redis;

/** A database_config.json that cannot be used; the message names the file and the field. */
public final class DatabaseConfigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DatabaseConfigException(String message) {
    super(message);
  }

  DatabaseConfigException(String message, Throwable cause) {
    super(message, cause);
  }
}
