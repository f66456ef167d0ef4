/**
 * What the service manager is told of the daemon (sd_notify(3)): that it is ready, how it is, that
 * it is alive.
 *
 * <p>Lives here: the socket that the service manager names in the environment, and the wording of
 * what is sent there.
 *
 * <p>May come in: what else a service manager wants to know of the process that it has started.
 *
 * <p>May not: when the daemon is ready or alive, which is the daemon's to say, and what is done to
 * units, which is {@link dev.featured.adapters.systemd}'s.
 */
package dev.featured.adapters.notify;
