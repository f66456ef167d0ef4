package dev.featured.adapters.cli;

import com.google.common.util.concurrent.Service;
import org.jline.utils.Signals;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a service until a signal ends it: SIGTERM and SIGINT do, SIGHUP does not (SPEC section 7).
 */
final class SignalledService {
  private static final Logger LOG = LoggerFactory.getLogger(SignalledService.class);

  private final Service service;

  SignalledService(Service service) {
    this.service = service;
  }

  /**
   * Starts the service and waits for its end.
   *
   * @return the exit code: 0 after a signal, 1 when the service failed
   */
  int run() {
    on("TERM", service::stopAsync);
    on("INT", service::stopAsync);
    on("HUP", () -> LOG.debug("SIGHUP is ignored"));
    try {
      service.startAsync().awaitTerminated();
      return 0;
    } catch (IllegalStateException e) {
      LOG.error("the daemon failed", service.failureCause());
      return 1;
    }
  }

  private static void on(String signal, Runnable reaction) {
    if (Signals.register(signal, reaction) == null) {
      LOG.warn("SIG{} cannot be handled here and does what it does by default", signal);
    }
  }
}
