/**
 * What is done to systemd (SPEC section 3).
 *
 * <p>Lives here: the run of one {@code systemctl}, the order in which a feature's units are worked
 * through, and the auto-restart drop-ins.
 *
 * <p>May come in: anything that asks systemd or tells it something.
 *
 * <p>May not: the decision whether a feature shall run, Redis, and names that are not {@link
 * dev.featured.engine.feature.UnitName}s.
 */
package dev.featured.adapters.systemd;
