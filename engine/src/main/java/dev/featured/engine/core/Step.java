package dev.featured.engine.core;

import com.google.common.collect.ImmutableList;

/**
 * The answer to one event.
 *
 * @param next the registry from now on
 * @param commands what to carry out, in this order
 * @param taken the transitions that were taken, in this order
 * @param ended registrations of which nothing is left and nothing will be heard again
 */
public record Step(
    FeatureRegistry next,
    ImmutableList<Command> commands,
    ImmutableList<Taken> taken,
    ImmutableList<RegistrationId> ended) {}
