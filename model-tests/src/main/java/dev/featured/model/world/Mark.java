package dev.featured.model.world;

/**
 * Notifications of one row that nobody has taken from the mailbox yet.
 *
 * @param feature the feature's number
 * @param deleted whether a deletion was among them
 */
record Mark(int feature, boolean deleted) {}
