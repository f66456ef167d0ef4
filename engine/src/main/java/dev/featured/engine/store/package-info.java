/**
 * The desk between the core and Redis: {@link dev.featured.engine.store.Desk} takes what the core
 * asks for and what is heard, says which call to make next, and makes events of the replies.
 *
 * <p>Lives here: what waits for Redis, what is in hand and how far it has come, what was refused
 * and is tried again, whether the configuration is loaded, and what a boot or a reload has
 * postponed; for the host and for each namespace.
 *
 * <p>May come in: every rule about reading and writing that timing could break, as immutable
 * values.
 *
 * <p>May not: sockets, scripts, threads, pauses and log lines. A {@link
 * dev.featured.engine.store.Call} is one step that is atomic on one server; whoever makes it
 * decides nothing.
 */
package dev.featured.engine.store;
