package dev.featured.adapters.daemon;

import dev.featured.engine.core.Command;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.store.NamespaceResult;
import dev.featured.engine.store.NamespaceStep;
import dev.featured.engine.store.NamespaceTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says what a namespace's desk has come to, where an operator would want to know. */
final class NamespaceLog {
  private static final Logger LOG = LoggerFactory.getLogger(NamespaceLog.class);

  private final String namespace;

  /**
   * A log of one namespace.
   *
   * @param namespace its name, as it is printed
   */
  NamespaceLog(String namespace) {
    this.namespace = namespace;
  }

  void say(NamespaceStep.Finished finished) {
    NamespaceTask task = finished.task();
    NamespaceResult result = finished.result();
    if (task instanceof NamespaceTask.Settle settle) {
      settled(of(settle.applied().name()), result);
    } else if (task instanceof NamespaceTask.Forget forget) {
      forgotten(of(forget.name()), result);
    } else if (task instanceof NamespaceTask.RemoveTrace removal) {
      Command.RemoveTrace trace = removal.command();
      TraceLog.say(of(trace.name()), trace.expected(), ((NamespaceResult.Trace) result).reply());
    }
  }

  private String of(FeatureName name) {
    return name + " in namespace " + namespace;
  }

  private static void settled(String whose, NamespaceResult result) {
    if (result instanceof NamespaceResult.Mirrored mirrored) {
      RewriteLog.say(whose, mirrored.before(), mirrored.rewritten());
    } else if (result instanceof NamespaceResult.Refused refused) {
      LOG.error("{}: {}", whose, refused.reason());
    } else if (result instanceof NamespaceResult.Unsteady) {
      LOG.info("{}: the row keeps changing; it is left to the next comparison", whose);
    } else {
      LOG.debug("{}: nothing is said, the host's row is gone or another one by now", whose);
    }
  }

  private static void forgotten(String whose, NamespaceResult result) {
    if (result instanceof NamespaceResult.Refused refused) {
      LOG.error("{}: {}", whose, refused.reason());
    } else if (result.equals(new NamespaceResult.Forgotten(true))) {
      LOG.info("{}: row removed, the host's is gone", whose);
    } else if (result.equals(new NamespaceResult.Back(true))) {
      LOG.warn("{}: row removed, and then the host's came back", whose);
    } else if (result instanceof NamespaceResult.NotLoaded) {
      LOG.debug("{}: not forgotten, the comparison to come finds what is gone", whose);
    }
  }
}
