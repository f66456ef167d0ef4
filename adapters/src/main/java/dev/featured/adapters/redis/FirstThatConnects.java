package dev.featured.adapters.redis;

import java.net.Socket;
import redis.clients.jedis.JedisSocketFactory;
import redis.clients.jedis.exceptions.JedisConnectionException;

/** The unix socket is preferred, TCP is the fallback (SPEC section 1). */
record FirstThatConnects(JedisSocketFactory preferred, JedisSocketFactory fallback)
    implements JedisSocketFactory {
  @Override
  public Socket createSocket() {
    try {
      return preferred.createSocket();
    } catch (JedisConnectionException unpreferred) {
      try {
        return fallback.createSocket();
      } catch (JedisConnectionException e) {
        e.addSuppressed(unpreferred);
        throw new JedisConnectionException(unpreferred.getMessage() + "; " + e.getMessage(), e);
      }
    }
  }
}
