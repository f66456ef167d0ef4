package dev.featured.engine.feature;

/**
 * What stands under a FEATURE key of CONFIG_DB at one instant, exactly: two contents are equal if
 * and only if Redis holds the same bytes. The fence compares contents (SPEC section 4).
 */
public sealed interface RowContent permits Row, NotAHash {}
