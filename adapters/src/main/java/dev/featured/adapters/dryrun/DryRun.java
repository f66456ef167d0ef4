package dev.featured.adapters.dryrun;

import com.google.common.base.Ticker;
import com.google.common.util.concurrent.AbstractExecutionThreadService;
import dev.featured.adapters.device.DeviceFactsReader;
import dev.featured.adapters.device.DeviceSource;
import dev.featured.adapters.dryrun.Heard.News;
import dev.featured.adapters.log.TroubleLog;
import dev.featured.adapters.redis.DatabaseConfig;
import dev.featured.adapters.redis.FeatureStore;
import dev.featured.adapters.redis.RedisUnavailable;
import dev.featured.adapters.redis.StatusReader;
import dev.featured.adapters.redis.TimeLimits;
import dev.featured.adapters.redis.Watcher;
import dev.featured.adapters.rows.Names;
import dev.featured.adapters.systemd.Rehearsal;
import dev.featured.adapters.systemd.Systemctl;
import dev.featured.engine.feature.FeatureName;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows a switch that another daemon looks after, and tells where this one would act. It writes
 * nothing: its databases are read only, its systemctl is only asked, and it knows no file that it
 * could write.
 *
 * <p>As a Guava service it ends when it is told to stop, after it has told how all stands.
 */
public final class DryRun extends AbstractExecutionThreadService {
  private static final Logger LOG = LoggerFactory.getLogger(DryRun.class);
  private static final Duration AFTER_AN_OUTAGE = Duration.ofSeconds(1);

  private final Duration resync;
  private final Ticker ticker;
  private final FeatureStore store;
  private final StatusReader reader;
  private final Heard heard;
  private final Watcher watcher;
  private final Ledger ledger;
  private final Onlooker onlooker;
  private final Report report;
  private final TroubleLog outage =
      new TroubleLog(
          Ticker.systemTicker(),
          reason -> LOG.warn("{}; trying again, everything is compared then", reason),
          () -> LOG.info("Redis answers again"));
  private long nextComparison;
  private boolean blind;
  private volatile boolean stopping;

  private DryRun(
      DryRunOptions options,
      DatabaseConfig databases,
      Systemctl systemctl,
      Map<String, String> environment,
      Report report,
      Ticker ticker) {
    this.resync = options.resync();
    this.ticker = ticker;
    this.report = report;
    this.store = new FeatureStore(databases);
    this.reader = new StatusReader(databases);
    Names names = new Names(options.exclude());
    this.heard = new Heard(names::refused, reason -> outage.noticed(this, reason));
    this.watcher = new Watcher(databases, TimeLimits.DEFAULT, heard);
    this.ledger = new Ledger(ticker, options.settle(), report);
    this.onlooker =
        new Onlooker(
            store,
            reader,
            new Rehearsal(systemctl, options.root().resolve("etc/systemd/system")),
            new DeviceSource(new DeviceFactsReader(options.root(), environment)),
            names,
            new Ports(ticker, options.portInitTimeout()),
            ledger);
  }

  /**
   * Puts a dry run together; {@link #startAsync} starts it.
   *
   * @param options what the operator has set
   * @param databases where the host's databases are; nothing is ever written to them
   * @param systemctl the way to systemd, which is only asked
   * @param environment the process's environment, which may name the platform
   * @param report is told what is found
   */
  public static DryRun create(
      DryRunOptions options,
      DatabaseConfig databases,
      Systemctl systemctl,
      Map<String, String> environment,
      Report report) {
    return create(options, databases, systemctl, environment, report, Ticker.systemTicker());
  }

  static DryRun create(
      DryRunOptions options,
      DatabaseConfig databases,
      Systemctl systemctl,
      Map<String, String> environment,
      Report report,
      Ticker ticker) {
    return new DryRun(options, databases.readOnly(), systemctl, environment, report, ticker);
  }

  @Override
  protected String serviceName() {
    return "dry-run";
  }

  @Override
  protected void startUp() {
    LOG.info("dry run: nothing is written anywhere");
    nextComparison = ticker.read() + resync.toNanos();
    watcher.start();
  }

  @Override
  protected void run() throws InterruptedException {
    while (!stopping) {
      News news = heard.take(untilSomethingIsDue());
      if (news.death().isPresent()) {
        throw new IllegalStateException("a thread of the dry run died", news.death().get());
      }
      if (!stopping) {
        attend(news);
      }
    }
    report.ends(ledger.summary());
  }

  private Duration untilSomethingIsDue() {
    Duration comparison = Duration.ofNanos(Math.max(0, nextComparison - ticker.read()));
    return blind
        ? comparison
        : ledger.nextDue().filter(due -> due.compareTo(comparison) < 0).orElse(comparison);
  }

  private void attend(News news) throws InterruptedException {
    try {
      onlooker.forget(news.deleted());
      if (news.unheard()) {
        onlooker.forgetImmutableStates();
      }
      Stream.concat(news.written().stream(), news.deleted().stream())
          .map(FeatureName::value)
          .forEach(ledger::disturbed);
      if (news.everything() || ticker.read() >= nextComparison) {
        blind = !onlooker.lookAtAll();
        nextComparison = ticker.read() + resync.toNanos();
      } else {
        blind = !onlooker.lookAt(touched(news));
      }
      outage.over(this);
    } catch (RedisUnavailable e) {
      outage.noticed(this, e.getMessage());
      blind = true;
      store.close();
      reader.close();
      nextComparison = ticker.read() + AFTER_AN_OUTAGE.toNanos();
    }
  }

  private Set<String> touched(News news) {
    return Stream.concat(
            Stream.of(news.written(), news.deleted(), news.published())
                .flatMap(Set::stream)
                .map(FeatureName::value),
            ledger.due().stream())
        .collect(Collectors.toSet());
  }

  @Override
  protected void triggerShutdown() {
    stopping = true;
    heard.wake();
  }

  @Override
  protected void shutDown() {
    watcher.close();
    store.close();
    reader.close();
  }
}
