package dev.featured.adapters.demo;

import java.nio.file.Path;

/**
 * Where races are played: a Redis and a systemd, and whoever runs there.
 *
 * @param socket Redis's unix socket
 * @param systemd the systemd
 */
record World(Path socket, SimulatedSystemd systemd) {}
