package dev.featured.engine.feature;

/**
 * A FEATURE key that somebody made something else than a hash.
 *
 * @param type the key's type as Redis names it: {@code string}, {@code list} and so on
 */
public record NotAHash(String type) implements RowContent {}
