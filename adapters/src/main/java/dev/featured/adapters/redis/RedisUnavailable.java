package dev.featured.adapters.redis;

/**
 * Redis cannot be reached, went away, or is not ready to answer. The next call connects anew, so
 * the caller tries again later. The message is one line that names the server.
 */
public final class RedisUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RedisUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
