/**
 * Everything that speaks to Redis (SPEC sections 1, 4, 5 and 7).
 *
 * <p>Lives here: where the databases are ({@link dev.featured.adapters.redis.DatabaseConfig}), the
 * reading of rows ({@link dev.featured.adapters.redis.FeatureStore}), the notifications ({@link
 * dev.featured.adapters.redis.Watcher}), all writing ({@link dev.featured.adapters.redis.Fence},
 * and for operators {@link dev.featured.adapters.redis.FencedWish}), the calls of a desk on either
 * side ({@link dev.featured.adapters.redis.RedisCalls}), and where the namespaces of a multi-ASIC
 * switch are ({@link dev.featured.adapters.redis.DatabaseGlobal}).
 *
 * <p>May come in: keys, bytes, scripts and connections. Jedis and junixsocket are used here and
 * nowhere else in the program.
 *
 * <p>May not: a decision about a feature, a write outside the fence, and a Jedis type in a public
 * signature, but for {@link dev.featured.adapters.redis.UnixSockets}.
 */
package dev.featured.adapters.redis;
