package dev.featured.engine.core;

import dev.featured.engine.feature.StateValue;

/**
 * The immutable state of a registration (SPEC section 4). It belongs to one registration as
 * announced: where a deletion may have gone unheard it is dropped.
 *
 * @param state the state that the row was rendered to
 * @param announced whether a notification was heard of what the row says instead, if it says
 *     something else by now
 */
record Pin(StateValue state, boolean announced) {}
