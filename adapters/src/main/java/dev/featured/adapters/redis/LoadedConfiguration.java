package dev.featured.adapters.redis;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.feature.RowContent;
import java.util.Optional;

/**
 * What CONFIG_DB said at one instant at which the configuration was loaded. So a row that is
 * missing here is really gone, and is not one that a reload has yet to write.
 *
 * @param metadata the rows of DEVICE_METADATA that were asked for, by key; what is not a hash is
 *     left out
 * @param rows for each name asked for its row, or empty where there is none
 */
public record LoadedConfiguration(
    ImmutableMap<String, ImmutableMap<String, String>> metadata,
    ImmutableSortedMap<FeatureName, Optional<RowContent>> rows) {}
