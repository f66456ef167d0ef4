package dev.featured.adapters.demo;

/**
 * How far the races in one world are.
 *
 * @param played how many have been played
 * @param total how many there are
 * @param cameBack how many rows have been seen to come back so far
 */
record RaceProgress(int played, int total, int cameBack) {}
