package dev.featured.model.random;

import dev.featured.model.explore.Result;
import dev.featured.model.explore.Schedule;
import java.util.Optional;

/**
 * What has come of a run.
 *
 * @param schedule the choices that were made, up to the violation if there was one
 * @param drawn how many of them were drawn; the rest let the world come to rest
 * @param violation the first violation
 */
public record Path(Schedule schedule, int drawn, Optional<Result.Violation> violation) {}
