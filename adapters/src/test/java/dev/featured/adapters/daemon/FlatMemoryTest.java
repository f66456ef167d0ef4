package dev.featured.adapters.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import dev.featured.engine.core.Command;
import dev.featured.engine.core.Event;
import dev.featured.engine.core.FeatureRegistry;
import dev.featured.engine.core.OperationResult;
import dev.featured.engine.core.SettleOutcome;
import dev.featured.engine.core.Step;
import dev.featured.engine.feature.Device;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.feature.RenderedRow;
import dev.featured.engine.feature.Row;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** The mailbox, the core and its machines over many events; the world answers at once. */
class FlatMemoryTest {
  private static final long MEBIBYTE = 1 << 20;
  private static final Device DEVICE = new Device(1, 0, false);
  private static final List<FeatureName> NAMES =
      IntStream.range(0, 50).mapToObj(i -> new FeatureName("f" + i)).toList();

  private final Logger logger = (Logger) LoggerFactory.getLogger("dev.featured");
  private final Level level = logger.getLevel();
  private final Random random = new Random(1);
  private final Mailbox mailbox = new Mailbox();
  private final Machines machines =
      new Machines(DaemonOnRedis::springMachine, new TransitionLog(taken -> {}));
  private final Map<FeatureName, Row> rows = new HashMap<>();
  private FeatureRegistry registry = FeatureRegistry.empty(16);
  private boolean withMachines;

  @BeforeEach
  void logNothing() {
    logger.setLevel(Level.OFF);
    mailbox.post(new Event.Listed(ImmutableSortedSet.of(), false));
  }

  @AfterEach
  void logAgain() {
    logger.setLevel(level);
  }

  @Test
  void aMillionEventsLeaveNothingBehindInTheMailboxAndTheCore() throws InterruptedException {
    staysFlat(1_000_000);
  }

  @Test
  @Tag("soak")
  void aMillionEventsLeaveNothingBehindInTheStateMachinesEither() throws InterruptedException {
    withMachines = true;
    staysFlat(1_000_000);
    assertThat(machines.size()).isLessThanOrEqualTo(NAMES.size());
  }

  private void staysFlat(int events) throws InterruptedException {
    List<Long> heap = new ArrayList<>();
    for (int tenth = 0; tenth < 10; tenth++) {
      for (int i = 0; i < events / 10; i++) {
        somebodyWrites();
        take();
      }
      heap.add(heapInUse() / MEBIBYTE);
    }
    System.out.println("MiB of heap in use after each tenth of " + events + " events: " + heap);
    assertThat(heap.get(9) - heap.get(1)).as("MiB of heap, %s", heap).isLessThan(4);
  }

  private static long heapInUse() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private void somebodyWrites() {
    FeatureName name = NAMES.get(random.nextInt(NAMES.size()));
    boolean deletes = random.nextInt(10) == 0;
    if (deletes) {
      rows.remove(name);
    } else {
      String state = random.nextBoolean() ? "enabled" : "disabled";
      rows.put(
          name, new Row(ImmutableSortedMap.of("state", state, "note", "" + random.nextInt(1000))));
    }
    mailbox.post(new Event.Notified(name, deletes));
    mailbox.post(new Event.StateTouched(name));
  }

  private void take() throws InterruptedException {
    Step step = registry.step(mailbox.take().orElseThrow());
    registry = step.next();
    if (withMachines) {
      step.taken().forEach(taken -> assertThat(machines.follow(taken)).isEmpty());
      step.ended().forEach(machines::end);
    }
    step.commands().forEach(this::answer);
  }

  private void answer(Command command) {
    if (command instanceof Command.ReadRows read) {
      ImmutableSortedMap.Builder<FeatureName, Optional<RenderedRow>> answers =
          ImmutableSortedMap.naturalOrder();
      for (FeatureName name : read.names()) {
        answers.put(
            name,
            Optional.ofNullable(rows.get(name))
                .map(row -> new RenderedRow(row, ImmutableMap.of(), DEVICE)));
      }
      mailbox.post(new Event.RowsRead(answers.buildOrThrow()));
    } else if (command instanceof Command.Operate operate) {
      mailbox.post(new Event.Prepared(operate.name(), operate.operation()));
    } else if (command instanceof Command.Finish finish) {
      mailbox.post(
          new Event.OperationEnded(
              finish.name(), finish.operation(), new OperationResult.Succeeded()));
    } else if (command instanceof Command.Reload) {
      mailbox.post(new Event.Reloaded(new OperationResult.Succeeded()));
    } else if (command instanceof Command.RemindOfReload) {
      mailbox.post(new Event.ReloadDue());
    } else if (command instanceof Command.Settle settle) {
      mailbox.post(
          new Event.Settled(
              settle.name(), settle.registration(), new SettleOutcome.Applied(settle.expected())));
    }
  }
}
