package dev.featured.adapters.dryrun;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the log. */
public final class LogReport implements Report {
  private static final Logger LOG = LoggerFactory.getLogger(LogReport.class);

  @Override
  public void differs(String about, Difference difference) {
    LOG.warn("{}: {}", about, difference);
  }

  @Override
  public void agrees(String about) {
    LOG.info("{}: agrees again", about);
  }

  @Override
  public void ends(Summary summary) {
    LOG.info("{}", summary);
    summary
        .differing()
        .forEach(
            (about, differences) ->
                differences.forEach(difference -> LOG.info("{}: {}", about, difference)));
    summary.undecided().forEach((about, why) -> LOG.info("{}: undecided: {}", about, why));
  }
}
