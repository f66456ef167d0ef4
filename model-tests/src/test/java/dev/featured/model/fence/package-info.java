/**
 * The fence on a real Redis.
 *
 * <p>Lives here: the tests that let a row go, change and come back around each write of {@link
 * dev.featured.adapters.redis.Fence}, and what they need to stand in between.
 *
 * <p>Also here: the model's schedules on a real Redis, step by step beside the model.
 *
 * <p>May come in: more such interleavings.
 *
 * <p>May not: a Redis that is not real, and waiting by the clock.
 */
package dev.featured.model.fence;
