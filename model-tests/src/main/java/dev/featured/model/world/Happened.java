package dev.featured.model.world;

import com.google.common.collect.ImmutableList;
import dev.featured.engine.core.Taken;

/**
 * What came of a step.
 *
 * @param next the world after it
 * @param violations the properties that the step violated, as {@link Properties} reads them
 * @param sightings what there was to see, as {@link Sighting#isIn} reads it
 * @param taken the transitions that the daemon took
 */
public record Happened(World next, long violations, long sightings, ImmutableList<Taken> taken) {}
