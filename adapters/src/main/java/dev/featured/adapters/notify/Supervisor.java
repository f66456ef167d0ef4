package dev.featured.adapters.notify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.function.Predicate.not;

import com.google.common.primitives.Longs;
import dev.featured.engine.feature.Quoted;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whoever started the daemon, and is told by it how it is: the service manager whose socket {@code
 * NOTIFY_SOCKET} names. Without one nothing happens.
 *
 * <p>Telling never waits. What a busy service manager cannot take is kept and goes with what is
 * told next, the newest of each kind. A socket that cannot be reached is complained of once and
 * hurts nobody else.
 */
public final class Supervisor implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);

  private final Optional<NotifySocket> socket;
  private final Optional<Duration> patience;

  private Optional<String> phase = Optional.empty();
  private Optional<String> status = Optional.empty();
  private boolean alive;
  private boolean complained;

  private Supervisor(Optional<NotifySocket> socket, Optional<Duration> patience) {
    this.socket = socket;
    this.patience = patience;
  }

  /**
   * The one that the environment names: {@code NOTIFY_SOCKET}, {@code WATCHDOG_USEC} and {@code
   * WATCHDOG_PID} as in sd_notify(3) and sd_watchdog_enabled(3). What is no socket, or no time, is
   * complained of in one line and taken as not there.
   *
   * @param pid of this process; a watchdog that was set for another one is not ours
   */
  public static Supervisor of(Map<String, String> environment, long pid) {
    Optional<NotifySocket> socket =
        Optional.ofNullable(environment.get("NOTIFY_SOCKET"))
            .filter(not(String::isEmpty))
            .flatMap(Supervisor::socket);
    Optional<Duration> patience =
        Optional.ofNullable(environment.get("WATCHDOG_USEC"))
            .filter(value -> isFor(pid, environment.get("WATCHDOG_PID")))
            .flatMap(Supervisor::microseconds);
    return new Supervisor(socket, socket.flatMap(there -> patience));
  }

  private static Optional<NotifySocket> socket(String address) {
    try {
      return Optional.of(new NotifySocket(address));
    } catch (IllegalArgumentException e) {
      LOG.warn("NOTIFY_SOCKET {} is not used: {}", Quoted.of(address), e.getMessage());
      return Optional.empty();
    }
  }

  private static boolean isFor(long pid, String watchdogPid) {
    return watchdogPid == null || watchdogPid.equals(Long.toString(pid));
  }

  private static Optional<Duration> microseconds(String value) {
    Long parsed = Longs.tryParse(value);
    if (parsed == null || parsed <= 0) {
      LOG.warn("WATCHDOG_USEC {} is not used: it must be a number above 0", Quoted.of(value));
      return Optional.empty();
    }
    return Optional.of(Duration.ofNanos(TimeUnit.MICROSECONDS.toNanos(parsed)));
  }

  /** How often it must be told that the daemon is alive: twice in the time after which it acts. */
  public Optional<Duration> pulse() {
    return patience.map(time -> time.dividedBy(2));
  }

  /** The daemon does its work from now on, again perhaps. */
  public synchronized void ready(String how) {
    phase = Optional.of("READY=1");
    status = Optional.of(how);
    tell();
  }

  /** The daemon reads its configuration anew; {@link #ready} is told when it has. */
  public synchronized void reloading(String how) {
    phase = Optional.of("RELOADING=1");
    status = Optional.of(how);
    tell();
  }

  /** The daemon begins to end. */
  public synchronized void stopping(String how) {
    phase = Optional.of("STOPPING=1");
    status = Optional.of(how);
    tell();
  }

  /** How the daemon is, in one line. */
  public synchronized void status(String how) {
    status = Optional.of(how);
    tell();
  }

  /** The daemon moves; to be told once in each {@link #pulse}. */
  public synchronized void alive() {
    alive = true;
    tell();
  }

  private void tell() {
    if (socket.isEmpty()) {
      return;
    }
    StringJoiner lines = new StringJoiner("\n");
    phase.ifPresent(lines::add);
    status.ifPresent(text -> lines.add("STATUS=" + text));
    if (alive) {
      lines.add("WATCHDOG=1");
    }
    try {
      if (!socket.get().send(UTF_8.encode(lines.toString()))) {
        return;
      }
    } catch (IOException e) {
      complain(e);
    }
    phase = Optional.empty();
    status = Optional.empty();
    alive = false;
  }

  private void complain(IOException e) {
    if (!complained) {
      complained = true;
      LOG.warn("the service manager cannot be told anything: {}", e.getMessage());
    }
  }

  @Override
  public synchronized void close() throws IOException {
    if (socket.isPresent()) {
      socket.get().close();
    }
  }
}
