package dev.featured.engine.core;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import dev.featured.engine.feature.FeatureName;

/**
 * Who waits for whom: only so many operations may be at work at once.
 *
 * @param holders the features whose operations are at work, and those operations
 * @param waiting the features whose operations could begin or go on and have no place
 */
public record Congestion(
    ImmutableSortedMap<FeatureName, OperationId> holders,
    ImmutableSortedSet<FeatureName> waiting) {}
