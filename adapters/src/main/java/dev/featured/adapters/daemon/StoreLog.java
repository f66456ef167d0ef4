package dev.featured.adapters.daemon;

import dev.featured.engine.core.Command;
import dev.featured.engine.core.Event;
import dev.featured.engine.core.Event.PortsReady.Reason;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.feature.Row;
import dev.featured.engine.store.DeskStep;
import dev.featured.engine.store.Reply;
import dev.featured.engine.store.Reply.Verdict;
import dev.featured.engine.store.StoreTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says what the host's desk has come to, where an operator would want to know.
 *
 * <p>Belongs to the store's thread.
 */
final class StoreLog {
  private static final Logger LOG = LoggerFactory.getLogger(StoreLog.class);

  private boolean everLoaded;
  private boolean waitingSaid;

  void took(DeskStep step) {
    step.finished().ifPresent(finished -> say(finished.task(), finished.reply()));
    step.events().forEach(this::say);
    if (step.next().loaded()) {
      everLoaded = true;
      if (waitingSaid) {
        waitingSaid = false;
        LOG.info("the configuration is loaded");
      }
    }
  }

  private void say(Event event) {
    if (event instanceof Event.WarmBootFound) {
      LOG.info("a warm or fast boot is in progress; delayed features start when it has finished");
    } else if (event.equals(new Event.PortsReady(Reason.WARM_BOOT_FINISHED))) {
      LOG.info("the warm or fast boot has finished");
    }
  }

  private void say(StoreTask task, Reply reply) {
    if (foundNothingLoaded(task, reply)) {
      awaitsTheConfiguration();
    } else if (task instanceof StoreTask.Settle settle) {
      settled(settle.command(), reply);
    } else if (task instanceof StoreTask.Report report) {
      refusedForGood(report.name(), reply);
    } else if (task instanceof StoreTask.Forget forget) {
      refusedForGood(forget.name(), reply);
      if (reply == Verdict.UNLOADED) {
        LOG.debug("{}: not forgotten, the comparison to come finds what is gone", forget.name());
      }
    } else if (task instanceof StoreTask.RemoveTrace removal) {
      TraceLog.say(removal.command().name().value(), removal.command().expected(), reply);
    }
  }

  private static boolean foundNothingLoaded(StoreTask task, Reply reply) {
    return task instanceof StoreTask.Compare
        ? !(reply instanceof Reply.Names)
        : reply instanceof Reply.Rows rows && rows.rows().isEmpty();
  }

  private void awaitsTheConfiguration() {
    if (!waitingSaid) {
      waitingSaid = true;
      LOG.info(
          everLoaded
              ? "CONFIG_DB_INITIALIZED is gone: no row is looked at until it is back"
              : "waiting for the configuration to be loaded (CONFIG_DB_INITIALIZED)");
    }
  }

  private static void settled(Command.Settle command, Reply reply) {
    if (reply == Verdict.STANDS) {
      if (command.expected() instanceof Row row) {
        RewriteLog.say(command.name().value(), row, command.rewrite());
      }
    } else if (reply instanceof Reply.Refused) {
      refusedForGood(command.name(), reply);
    } else {
      LOG.info(
          "{}: nothing was written, the row is {}",
          command.name(),
          reply == Verdict.GONE ? "gone" : "another one by now");
    }
  }

  /** What was refused for now is said once for all features, and tried again. */
  private static void refusedForGood(FeatureName name, Reply reply) {
    if (reply instanceof Reply.Refused refused && !refused.passing()) {
      LOG.error("{}: {}", name, refused.reason());
    }
  }
}
