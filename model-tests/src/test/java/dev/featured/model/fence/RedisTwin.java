package dev.featured.model.fence;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.Maps;
import dev.featured.adapters.redis.DatabaseConfig;
import dev.featured.adapters.redis.FeatureStore;
import dev.featured.adapters.redis.Fence;
import dev.featured.adapters.redis.LoadedConfiguration;
import dev.featured.adapters.redis.RedisCalls;
import dev.featured.engine.core.BarrierId;
import dev.featured.engine.feature.Device;
import dev.featured.engine.feature.FeatureName;
import dev.featured.engine.feature.RenderedRow;
import dev.featured.engine.store.Call;
import dev.featured.engine.store.Reply;
import dev.featured.engine.store.Reply.Verdict;
import dev.featured.model.explore.Schedule;
import dev.featured.model.world.ConfigRow;
import dev.featured.model.world.ConfigRow.Field;
import dev.featured.model.world.Move;
import dev.featured.model.world.Notice;
import dev.featured.model.world.Packager;
import dev.featured.model.world.Setting;
import dev.featured.model.world.StateRow;
import dev.featured.model.world.World;
import dev.featured.model.world.World.Exchanged;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.Transaction;

/**
 * A real Redis that is taken through a schedule beside the model. What others do to Redis is sent
 * to it as the commands that they send; what the daemon does, the shipped {@link Fence} and {@link
 * FeatureStore} do. After each step that concerns Redis its content, the answer and what it has
 * announced must be what the model says.
 */
final class RedisTwin implements AutoCloseable {
  private static final String FLAG = "CONFIG_DB_INITIALIZED";
  private static final String PORTS = "PORT_TABLE:PortInitDone";
  private static final String BOOT = "WARM_RESTART_ENABLE_TABLE|system";
  private static final String STEP = "step";

  /**
   * A step after which Redis and the model differ.
   *
   * @param step the step's number, from 1 on; 0 for the beginning
   * @param what what differs
   */
  record Difference(int step, String what) {}

  private final Jedis configDb;
  private final Jedis stateDb;
  private final Jedis applDb;
  private final Fence fence;
  private final FeatureStore store;
  private final RedisCalls calls;
  private final KeyspaceRecorder recorder;
  private final Map<String, Integer> outcomes = new TreeMap<>();
  private Optional<BarrierId> lastBarrier = Optional.empty();

  RedisTwin(RunningRedis redis, DatabaseConfig databases) throws InterruptedException {
    this.configDb = redis.client(4);
    this.stateDb = redis.client(6);
    this.applDb = redis.client(0);
    this.fence = new Fence(databases);
    this.store = new FeatureStore(databases);
    this.calls = new RedisCalls(store, fence, name -> true, refusal -> {});
    this.recorder = new KeyspaceRecorder(redis);
  }

  /** How often each answer of a script has been met, so that none is missing. */
  ImmutableMap<String, Integer> outcomes() {
    return ImmutableMap.copyOf(outcomes);
  }

  /** Follows a schedule to its end, or to the first difference. */
  Optional<Difference> follow(Setting setting, Schedule schedule) throws InterruptedException {
    World world = World.begin(setting);
    begin(world);
    Announced announced = new Announced();
    for (int i = 0; i < schedule.length(); i++) {
      World before = world;
      int choice = schedule.choices().get(i);
      world = Move.happen(before, choice).next();
      boolean concerned;
      try {
        concerned = act(before, choice);
        if (concerned) {
          expect("content", content(world), content(world.setting().features()));
        }
      } catch (Differs e) {
        recorder.recorded();
        return Optional.of(new Difference(i + 1, e.getMessage()));
      }
      if (concerned) {
        applDb.set(STEP, Integer.toString(i + 1));
        announced.expect(before, Move.of(choice), world);
      }
    }
    return announced.difference(recorder.recorded());
  }

  private void begin(World world) throws InterruptedException {
    configDb.flushAll();
    configDb.set(FLAG, "1");
    if (world.setting().circumstances().warmBoot()) {
      stateDb.hset(BOOT, "enable", "true");
    }
    ImmutableList<FeatureName> features = world.setting().features();
    for (int i = 0; i < features.size(); i++) {
      if (world.row(i).isThere()) {
        configDb.hset(key(features.get(i)), fields(world.row(i)));
      }
    }
    recorder.recorded();
  }

  private static String key(FeatureName name) {
    return "FEATURE|" + name.value();
  }

  // What a step does to Redis.

  /** Does what a step of the model does to Redis, and answers whether that is anything. */
  private boolean act(World before, int choice) {
    Setting setting = before.setting();
    int feature = Move.featureOf(choice);
    String key = key(setting.features().get(feature));
    return switch (Move.of(choice)) {
      case EXECUTE -> execute(before.sent().orElseThrow());
      case EXECUTE_ORPHAN -> count(fence.make(before.sentByTheDead().orElseThrow()));
      case REFUSE -> refuse(before.sent().orElseThrow().call());
      case ASK -> ask(key, setting.edits().get(0));
      case BOOT_ENDS -> stateDb.del(BOOT) >= 0;
      case ENABLE -> hset(key, Map.of("state", "enabled"));
      case UNINSTALL, UPGRADE -> hset(key, Map.of("state", "disabled"));
      case GO_ON -> goOn(key, before.packager(feature), setting);
      case EDIT_0 -> edit(key, setting.edits().get(0));
      case EDIT_1 -> edit(key, setting.edits().get(1));
      case EDIT_2 -> edit(key, setting.edits().get(2));
      case EDIT_3 -> edit(key, setting.edits().get(3));
      case EDIT_4 -> edit(key, setting.edits().get(4));
      case EDIT_5 -> edit(key, setting.edits().get(5));
      case WRITE -> hset(key, fields(setting.written()));
      case BUILD -> hset(key, Map.of("has_per_asic_scope", "False"));
      case GO_ON_WRITING ->
          before.isBuilding(feature)
              ? hset(key, fields(setting.registered()))
              : hdelSurplus(key, setting.written());
      case FLUSH -> flush();
      case FLUSH_UNANNOUNCED -> before.flag() ? flushAndSetFlag() : flush();
      case LOAD -> load(before);
      case PORTS -> applDb.hset(PORTS, "lanes", "0") >= 0;
      case OWN -> stateDb.hset(key, "container_id", "x") >= 0;
      case REMOVE_STATE -> stateDb.hdel(key, "state", "error_message") >= 0;
      case RESTART,
          SUBSCRIBE,
          DELIVER,
          TAKE,
          SEND,
          ANSWER,
          RECHECK,
          COMPARE_UNHEARD,
          RETRY,
          LEAVE,
          END,
          TAKE_FAULTILY,
          STOP,
          GRACE_ENDS,
          OTHERS_RELOAD,
          WORK,
          REMIND,
          JOB_SUCCEEDS,
          RELOAD,
          RELOAD_ENDS,
          START_FAILS,
          STOP_FAILS,
          JOB_OF_ASICS_SUCCEEDS,
          START_OF_ASICS_FAILS,
          STOP_OF_ASICS_FAILS,
          RELOAD_FAILS,
          LOSE_PATIENCE,
          INSTALL,
          FORCE_UNINSTALL,
          TIME_LIMIT,
          COMPARE,
          LOSE_NOTICES,
          LOSE_ANSWER,
          CRASH,
          DROP_ORPHAN,
          VANISH,
          RENEW ->
          false;
      case SUBSCRIBE_THERE,
          DELIVER_THERE,
          MIRROR,
          EXECUTE_ORPHAN_THERE,
          DROP_ORPHAN_THERE,
          LOSE_ANSWER_THERE,
          REFUSE_THERE,
          AWAY_THERE,
          PACKAGE_THERE,
          EDIT_THERE_0,
          EDIT_THERE_1,
          DELETE_THERE,
          BUILD_THERE,
          FINISH_THERE,
          REMOVE_STATE_THERE ->
          throw new IllegalArgumentException("this Redis has no namespaces: " + Move.of(choice));
      case EVENTS_OFF -> throw new IllegalArgumentException("what is heard is compared");
    };
  }

  private boolean hset(String key, Map<String, String> fields) {
    return configDb.hset(key, fields) >= 0;
  }

  private boolean edit(String key, Setting.Edit edit) {
    return hset(key, Map.of(edit.field().toString(), edit.value()));
  }

  private boolean goOn(String key, Packager packager, Setting setting) {
    return switch (packager) {
      case INSTALLING, REGISTERING_ANEW -> hset(key, fields(setting.registered()));
      case REMOVING_ROW, REPLACING_ROW -> configDb.del(key) >= 0;
      case ENABLING_ANEW -> hset(key, Map.of("state", "enabled"));
      case IDLE,
          AWAITING_ENABLED,
          UNINSTALL_AWAITING_DISABLED,
          REMOVING_FILE,
          UPGRADE_AWAITING_DISABLED ->
          false;
    };
  }

  private boolean hdelSurplus(String key, ConfigRow target) {
    for (Field field : Field.values()) {
      if (target.value(field).isEmpty()) {
        configDb.hdel(key, field.toString());
      }
    }
    return true;
  }

  private boolean flush() {
    return configDb.flushDB().equals("OK");
  }

  private boolean flushAndSetFlag() {
    try (Transaction both = configDb.multi()) {
      both.sendCommand(Protocol.Command.FLUSHDB, "SYNC");
      both.set(FLAG, "1");
      return both.exec().size() == 2;
    }
  }

  private boolean load(World before) {
    int feature = before.loading() - 1;
    if (feature == before.setting().features().size()) {
      return !before.flag() && configDb.set(FLAG, "1").equals("OK");
    }
    ConfigRow row = before.setting().circumstances().reloaded().get(feature);
    return row.isThere() && hset(key(before.setting().features().get(feature)), fields(row));
  }

  // What the daemon does.

  /** Makes the call, and has the answer compared with the model's. */
  private boolean execute(Exchanged model) {
    Reply reply = make(model.call());
    expect("reply to " + model.call(), shown(model.reply()), shown(reply));
    return true;
  }

  private Reply make(Call call) {
    if (call instanceof Call.Configuration) {
      return new Reply.Answer(loaded(ImmutableSortedSet.of()).isPresent());
    } else if (call instanceof Call.Rows rows) {
      return new Reply.Rows(loaded(rows.names()).map(RedisTwin::unrendered));
    } else if (call instanceof Call.Leftovers) {
      return new Reply.Done(); // on the disk
    } else {
      Reply reply = calls.make(withItsNumber(call));
      count(reply);
      return reply;
    }
  }

  /** The model gives identities new numbers after each step. */
  private Call withItsNumber(Call call) {
    if (call instanceof Call.Guard guard) {
      lastBarrier = Optional.of(guard.barrier());
    }
    return call instanceof Call.Guarded guarded
        ? new Call.Guarded(guarded.write(), lastBarrier.orElseThrow())
        : call;
  }

  private Optional<LoadedConfiguration> loaded(ImmutableSortedSet<FeatureName> names) {
    return store.loaded(ImmutableSet.of(), names);
  }

  private static ImmutableSortedMap<FeatureName, Optional<RenderedRow>> unrendered(
      LoadedConfiguration configuration) {
    ImmutableSortedMap.Builder<FeatureName, Optional<RenderedRow>> rows =
        ImmutableSortedMap.naturalOrder();
    configuration
        .rows()
        .forEach(
            (name, content) ->
                rows.put(
                    name,
                    content.map(
                        row -> new RenderedRow(row, ImmutableMap.of(), new Device(1, 0, false)))));
    return rows.buildOrThrow();
  }

  /** What is compared of a reply: of rows, their contents. */
  private static Object shown(Reply reply) {
    if (reply instanceof Reply.Rows rows) {
      return rows.rows()
          .map(read -> Maps.transformValues(read, row -> row.map(RenderedRow::content)));
    }
    return reply;
  }

  private boolean ask(String key, Setting.Edit edit) {
    String lifecycle = key.replace("FEATURE|", "FEATURE_LIFECYCLE|");
    String asked = stateDb.hget(lifecycle, "asked");
    int number = asked == null ? 0 : Integer.parseInt(asked.substring(1));
    stateDb.hset(lifecycle, "asked", "t" + (number + 1));
    return edit(key, edit);
  }

  /** A server that has no replica to write to refuses whatever would write. */
  private boolean refuse(Call call) {
    configDb.configSet("min-replicas-to-write", "1");
    Reply reply = fence.make(call);
    configDb.configSet("min-replicas-to-write", "0");
    count(reply);
    if (reply instanceof Reply.Refused refused) {
      expect("passing", true, refused.passing());
    }
    return true;
  }

  private boolean count(Reply reply) {
    String outcome =
        reply instanceof Verdict verdict ? verdict.name() : reply.getClass().getSimpleName();
    outcomes.merge(outcome, 1, Integer::sum);
    return true;
  }

  // What must be the same.

  private static final class Differs extends RuntimeException {
    private static final long serialVersionUID = 1;

    Differs(String message) {
      super(message);
    }
  }

  private static void expect(String what, Object model, Object redis) {
    if (!model.equals(redis)) {
      throw new Differs("%s: the model has %s, Redis %s".formatted(what, model, redis));
    }
  }

  private static ImmutableMap<String, Object> content(World world) {
    ImmutableMap.Builder<String, Object> content = ImmutableMap.builder();
    ImmutableList<FeatureName> features = world.setting().features();
    for (int i = 0; i < features.size(); i++) {
      content.put("CONFIG_DB " + features.get(i), fields(world.row(i)));
      content.put("STATE_DB " + features.get(i), fields(world.state(i)));
    }
    return content.put(FLAG, world.flag()).buildOrThrow();
  }

  private ImmutableMap<String, Object> content(ImmutableList<FeatureName> features) {
    ImmutableMap.Builder<String, Object> content = ImmutableMap.builder();
    for (FeatureName name : features) {
      content.put("CONFIG_DB " + name, configDb.hgetAll(key(name)));
      content.put("STATE_DB " + name, stateDb.hgetAll(key(name)));
    }
    return content.put(FLAG, "1".equals(configDb.get(FLAG))).buildOrThrow();
  }

  private static ImmutableMap<String, String> fields(ConfigRow row) {
    ImmutableMap.Builder<String, String> fields = ImmutableMap.builder();
    for (Field field : Field.values()) {
      if (!row.value(field).isEmpty()) {
        fields.put(field.toString(), row.value(field));
      }
    }
    return fields.buildOrThrow();
  }

  private static ImmutableMap<String, String> fields(StateRow row) {
    ImmutableMap.Builder<String, String> fields = ImmutableMap.builder();
    if (!row.state().isEmpty()) {
      fields.put("state", row.state());
    }
    if (!row.error().isEmpty()) {
      fields.put("error_message", row.error());
    }
    if (row.foreign()) {
      fields.put("container_id", "x");
    }
    return fields.buildOrThrow();
  }

  @Override
  public void close() {
    recorder.close();
    store.close();
    fence.close();
    configDb.close();
    stateDb.close();
    applDb.close();
  }

  /**
   * What the model has announced, step by step. The model announces once what Redis announces
   * several times on end, since the daemon makes one mark of it.
   */
  private static final class Announced {
    private final Map<Integer, ImmutableList<String>> expected = new TreeMap<>();
    private final ImmutableList.Builder<Integer> flagKept = ImmutableList.builder();
    private int steps;

    void expect(World before, Move move, World after) {
      steps++;
      if (move == Move.FLUSH_UNANNOUNCED) {
        flagKept.add(steps);
      }
      if (before.subscribed() && after.subscribed()) {
        ImmutableList<Notice> all = after.notices();
        ImmutableList.Builder<String> notices = ImmutableList.builder();
        for (Notice notice : all.subList(before.notices().size(), all.size())) {
          notices.add(text(notice, after));
        }
        expected.put(steps, notices.build());
      }
    }

    private static String text(Notice notice, World world) {
      String name = world.setting().features().get(notice.feature()).value();
      return switch (notice.kind()) {
        case ROW_WRITTEN -> "row of " + name + " written";
        case ROW_DELETED -> "row of " + name + " gone";
        case STATE_TOUCHED -> "state of " + name;
        case FLAG_TOUCHED -> FLAG;
        case BOOT_FLAG_TOUCHED -> BOOT;
        case PORTS_INITIALISED -> PORTS;
        case BARRIER -> "barrier for " + name;
      };
    }

    Optional<Difference> difference(ImmutableList<String> events) {
      ImmutableList<Integer> unannounced = flagKept.build();
      ImmutableList.Builder<String> heard = ImmutableList.builder();
      String last = "";
      int concerned = 1;
      for (String event : events) {
        if (event.equals("0 " + STEP + " set")) {
          Optional<Difference> difference = difference(concerned, heard.build());
          if (difference.isPresent()) {
            return difference;
          }
          heard = ImmutableList.builder();
          last = "";
          concerned++;
        } else if (!event.contains("FEATURE_LIFECYCLE|")) { // nobody listens to these
          String text = text(event);
          boolean kept = text.equals(FLAG) && unannounced.contains(concerned);
          if (!text.equals(last) && !kept) {
            heard.add(text);
          }
          last = text;
        }
      }
      return Optional.empty();
    }

    private Optional<Difference> difference(int concerned, ImmutableList<String> heard) {
      return Optional.ofNullable(expected.get(concerned))
          .filter(notices -> !notices.equals(heard))
          .map(
              notices ->
                  new Difference(
                      0,
                      "announced in the step number %d that concerns Redis: the model has %s, Redis %s"
                          .formatted(concerned, notices, heard)));
    }

    private static String text(String event) {
      String[] words = event.split(" ", -1);
      if (words[0].startsWith(KeyspaceRecorder.BARRIERS)) {
        return "barrier for " + words[2];
      }
      String name = words[1].replaceFirst("FEATURE\\|", "");
      return switch (words[0] + (words[1].startsWith("FEATURE|") ? " row" : "")) {
        case "4 row" -> "row of " + name + (words[2].equals("del") ? " gone" : " written");
        case "6 row" -> "state of " + name;
        default -> words[1];
      };
    }
  }
}
