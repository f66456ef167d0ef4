package dev.featured.model.subjects;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.featured.engine.feature.FeatureName;
import dev.featured.model.world.Budget;
import dev.featured.model.world.ConfigRow;
import dev.featured.model.world.ConfigRow.Field;
import dev.featured.model.world.Setting;
import dev.featured.model.world.Subject;
import java.util.EnumSet;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The settings that subjects are searched in. */
public final class Settings {
  private static final FeatureName A = new FeatureName("a");
  private static final FeatureName B = new FeatureName("b");
  private static final ConfigRow DISABLED =
      ConfigRow.of("state", "disabled", "has_per_asic_scope", "False", "auto_restart", "enabled");
  private static final ConfigRow ENABLED = DISABLED.with(Field.STATE, "enabled");
  private static final ConfigRow TEMPLATES =
      DISABLED.with(Field.STATE, "{{ wanted }}").with(Field.PER_ASIC, "{{ several_asics }}");
  private static final ConfigRow TRACE = ConfigRow.NONE.with(Field.PER_ASIC, "False");
  private static final int OFTEN = 200;
  private static final Setting.Edit ENABLE = new Setting.Edit(Field.STATE, "enabled");
  private static final Setting.Edit DISABLE = new Setting.Edit(Field.STATE, "disabled");
  private static final Setting.Edit GARBLE = new Setting.Edit(Field.STATE, "maybe");
  private static final Setting.Edit NO_RESTART = new Setting.Edit(Field.AUTO_RESTART, "disabled");
  private static final Setting.Edit TEMPLATE =
      new Setting.Edit(Field.PER_ASIC, "{{ several_asics }}");
  private static final Setting.Edit OF_EACH_ASIC = new Setting.Edit(Field.PER_ASIC, "True");
  private static final Setting.Edit OF_NO_ASIC = new Setting.Edit(Field.PER_ASIC, "False");
  private static final Setting.Edit WANTED = new Setting.Edit(Field.STATE, "{{ wanted }}");
  private static final Setting.Edit OWN = new Setting.Edit(Field.OWNER, "kube");

  private Settings() {}

  /**
   * The settings that every build goes through to the end, by name; some million worlds in all.
   * What takes longer is for the deep search.
   */
  public static ImmutableMap<String, Function<Subject, Setting>> ofEveryBuild() {
    return ImmutableMap.<String, Function<Subject, Setting>>builder()
        .put("small", Settings::small)
        .put("failures", Settings::failures)
        .put("edits", Settings::edits)
        .put("edits-failing", Settings::editsFailing)
        .put("killed", Settings::killed)
        .put("lost", Settings::lost)
        .put("owners", Settings::owners)
        .put("ports", Settings::ports)
        .put("templates", Settings::templates)
        .put("trace", Settings::trace)
        .put("building", Settings::building)
        .put("loading-others", Settings::loadingOthers)
        .put("warm-boot", Settings::warmBoot)
        .put("silenced", Settings::silenced)
        .put("quarantine", Settings::quarantine)
        .put("stopping", Settings::stopping)
        .put("asking", Settings::asking)
        .put("reloaded-by-others", Settings::reloadedByOthers)
        .put("scopes", Settings::scopes)
        .put("scopes-killed", Settings::scopesKilled)
        .put("two", Settings::two)
        .put("side-by-side", Settings::sideBySide)
        .put("any", Settings::any)
        .put("renewed", Settings::renewed)
        .put("immutable-reloaded", Settings::immutableReloaded)
        .put("namespace", Settings::namespace)
        .put("namespace-edited-killed", Settings::namespaceEditedKilled)
        .put("namespace-follows", Settings::namespaceFollows)
        .put("namespace-trace", Settings::namespaceTrace)
        .put("namespace-building", Settings::namespaceBuilding)
        .put("namespaces", Settings::namespaces)
        .buildOrThrow();
  }

  /** The settings of the deep search, by name. */
  public static ImmutableMap<String, Function<Subject, Setting>> ofTheDeepSearch() {
    return ImmutableMap.<String, Function<Subject, Setting>>builder()
        .put("upgrade", Settings::upgrade)
        .put("owners-upgrade", Settings::ownersUpgrade)
        .put("enabled-again", Settings::enabledAgain)
        .put("packages", Settings::packages)
        .put("loading", Settings::loading)
        .put("reloads", Settings::reloads)
        .put("ports-again", Settings::portsAgain)
        .put("ports-silenced", Settings::portsSilenced)
        .put("two-servers", Settings::twoServers)
        .put("two-servers-any", Settings::twoServersAny)
        .put("asking-lost", Settings::askingLost)
        .put("renewed-thrice", Settings::renewedThrice)
        .put("immutable", Settings::immutable)
        .put("trace-built-on", Settings::traceBuiltOn)
        .put("any-two", Settings::anyTwo)
        .put("namespace-trace-built-on", Settings::namespaceTraceBuiltOn)
        .put("namespace-loading", Settings::namespaceLoading)
        .put("namespace-killed", Settings::namespaceKilled)
        .put("namespace-renewed", Settings::namespaceRenewed)
        .put("namespace-any", Settings::namespaceAny)
        .buildOrThrow();
  }

  /**
   * The settings of the random walks, by name: whatever can happen from outside may happen so often
   * that no search comes to an end there.
   */
  public static ImmutableMap<String, Function<Subject, Setting>> ofRandomWalks() {
    return ImmutableMap.<String, Function<Subject, Setting>>builder()
        .put("crowd", subject -> crowd("crowd", subject, ENABLED))
        .put("crowd-off", subject -> crowd("crowd-off", subject, DISABLED))
        .put("crowd-templates", subject -> crowd("crowd-templates", subject, TEMPLATES))
        .put(
            "crowd-delayed",
            subject -> crowd("crowd-delayed", subject, ENABLED.with(Field.DELAYED, "True")))
        .put(
            "crowd-immutable",
            subject ->
                crowd("crowd-immutable", subject, DISABLED.with(Field.STATE, "always_enabled"))
                    .letting(OFTEN, whatIsAnnounced()))
        .put("crowd-trace", subject -> crowd("crowd-trace", subject, TRACE))
        .put("crowd-of-two", subject -> crowdOfTwo("crowd-of-two", subject, 1))
        .put("restarts", Settings::restarts)
        .put(
            "crowd-of-namespaces",
            subject ->
                crowd(
                    one("crowd-of-namespaces", subject, TEMPLATES)
                        .inNamespaces(DISABLED, TEMPLATES)))
        .put("crashes-and-namespaces", Settings::crashesAndNamespaces)
        .put(
            "crowd-on-two-servers",
            subject -> crowd(one("crowd-on-two-servers", subject, TEMPLATES).onTwoServers()))
        .put(
            "crowd-that-asks",
            subject -> crowd(one("crowd-that-asks", subject, ENABLED).reporting()))
        .put(
            "crowd-in-a-warm-boot",
            subject ->
                crowd(
                    one("crowd-in-a-warm-boot", subject, ENABLED.with(Field.DELAYED, "True"))
                        .inWarmBoot()))
        .put("crowd-side-by-side", subject -> crowdOfTwo("crowd-side-by-side", subject, 2))
        .buildOrThrow();
  }

  /**
   * The setting of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Setting named(String name, Subject subject) {
    return Stream.of(ofEveryBuild(), ofTheDeepSearch(), ofRandomWalks())
        .flatMap(settings -> Optional.ofNullable(settings.get(name)).stream())
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no setting: " + name))
        .apply(subject);
  }

  /** One feature, an operator and the package manager; nothing fails. */
  public static Setting small(Subject subject) {
    return one("small", subject, ENABLED)
        .editing(ENABLE, DISABLE)
        .letting(2, Budget.UNINSTALL, Budget.INSTALL, Budget.OPERATOR);
  }

  /** One feature and everybody there is: whatever can happen from outside happens once. */
  public static Setting any(Subject subject) {
    return everybody("any", subject, 1);
  }

  /** One feature and everybody there is: any two of all that can happen from outside. */
  public static Setting anyTwo(Subject subject) {
    return everybody("any-two", subject, 2);
  }

  private static Setting everybody(String name, Subject subject, int times) {
    return one(name, subject, ENABLED)
        .editing(DISABLE, GARBLE, NO_RESTART, OWN, ENABLE)
        .letting(times, Budget.values());
  }

  /** One feature that is upgraded once, and nothing else. */
  public static Setting upgrade(Subject subject) {
    return one("upgrade", subject, ENABLED).lettingOnce(Budget.UPGRADE);
  }

  /** The package manager's programs, and an operator. */
  public static Setting packages(Subject subject) {
    return one("packages", subject, ENABLED)
        .editing(DISABLE)
        .letting(
            2,
            Budget.FORCED_UNINSTALL,
            Budget.INSTALL,
            Budget.UPGRADE,
            Budget.UNINSTALL,
            Budget.OPERATOR);
  }

  /** What systemd may come to. */
  public static Setting failures(Subject subject) {
    return one("failures", subject, ENABLED)
        .editing(DISABLE, ENABLE)
        .letting(
            2,
            Budget.OPERATOR,
            Budget.START_FAILS,
            Budget.STOP_FAILS,
            Budget.RELOAD_FAILS,
            Budget.HANG,
            Budget.VANISH);
  }

  /** Everything that an operator may set, and a second writer. */
  public static Setting edits(Subject subject) {
    return one("edits", subject, ENABLED)
        .editing(DISABLE, GARBLE, NO_RESTART, OWN, ENABLE)
        .letting(2, Budget.OPERATOR, Budget.WRITER);
  }

  /** An operator sets a field of no concern, and starts fail. */
  public static Setting editsFailing(Subject subject) {
    return one("edits-failing", subject, TEMPLATES)
        .editing(OWN)
        .letting(2, Budget.OPERATOR, Budget.START_FAILS, Budget.RELOAD_FAILS);
  }

  /** The daemon is killed. */
  public static Setting killed(Subject subject) {
    return one("killed", subject, ENABLED)
        .editing(DISABLE)
        .letting(2, Budget.CRASH, Budget.FORCED_UNINSTALL, Budget.OPERATOR);
  }

  /** Redis and the way to it fail. */
  public static Setting lost(Subject subject) {
    return one("lost", subject, ENABLED)
        .editing(DISABLE, GARBLE)
        .letting(
            2,
            Budget.LOSE_NOTICES,
            Budget.LOSE_ANSWER,
            Budget.REFUSE,
            Budget.FORCED_UNINSTALL,
            Budget.OPERATOR);
  }

  /** The configuration is reloaded, its flag gone meanwhile. */
  public static Setting loading(Subject subject) {
    return one("loading", subject, DISABLED).lettingOnce(Budget.RELOAD, Budget.FORCED_UNINSTALL);
  }

  /** The configuration is reloaded, and another one comes. */
  public static Setting loadingOthers(Subject subject) {
    return one("loading-others", subject, DISABLED).reloading(ENABLED).lettingOnce(Budget.RELOAD);
  }

  /** A host whose CONFIG_DB and STATE_DB are on two servers. */
  public static Setting twoServers(Subject subject) {
    return one("two-servers", subject, TEMPLATES)
        .onTwoServers()
        .letting(2, Budget.FORCED_UNINSTALL, Budget.LOSE_ANSWER, Budget.CRASH);
  }

  /** The same, and an operator, an installation, and a Redis that refuses. */
  public static Setting twoServersAny(Subject subject) {
    return one("two-servers-any", subject, TEMPLATES)
        .editing(DISABLE)
        .onTwoServers()
        .letting(
            2,
            Budget.OPERATOR,
            Budget.FORCED_UNINSTALL,
            Budget.INSTALL,
            Budget.LOSE_ANSWER,
            Budget.REFUSE,
            Budget.CRASH);
  }

  /** The daemon comes up in a warm boot. */
  public static Setting warmBoot(Subject subject) {
    return one("warm-boot", subject, ENABLED.with(Field.DELAYED, "True"))
        .editing(DISABLE)
        .inWarmBoot()
        .letting(
            2,
            Budget.BOOT_ENDS,
            Budget.PORTS,
            Budget.TIME_LIMIT,
            Budget.LOSE_NOTICES,
            Budget.FORCED_UNINSTALL,
            Budget.OPERATOR);
  }

  /** Somebody switches keyspace events off. */
  public static Setting silenced(Subject subject) {
    return one("silenced", subject, ENABLED)
        .editing(DISABLE)
        .letting(2, Budget.EVENTS_OFF, Budget.FORCED_UNINSTALL, Budget.OPERATOR);
  }

  /** The daemon finds faults of its own. */
  public static Setting quarantine(Subject subject) {
    return one("quarantine", subject, ENABLED)
        .editing(DISABLE)
        .letting(2, Budget.FAULT, Budget.FORCED_UNINSTALL, Budget.OPERATOR);
  }

  /** The daemon is told to end, and is started again. */
  public static Setting stopping(Subject subject) {
    return one("stopping", subject, ENABLED)
        .editing(DISABLE)
        .letting(2, Budget.STOP, Budget.GRACE, Budget.FORCED_UNINSTALL, Budget.OPERATOR);
  }

  /** An operator leaves a request, and lifecycles are reported. */
  public static Setting asking(Subject subject) {
    return one("asking", subject, DISABLED)
        .editing(ENABLE)
        .reporting()
        .letting(2, Budget.ASK, Budget.START_FAILS);
  }

  /** The same, and answers that are lost or refused. */
  public static Setting askingLost(Subject subject) {
    return one("asking-lost", subject, DISABLED)
        .editing(ENABLE)
        .reporting()
        .letting(
            2,
            Budget.ASK,
            Budget.START_FAILS,
            Budget.FORCED_UNINSTALL,
            Budget.LOSE_NOTICES,
            Budget.LOSE_ANSWER,
            Budget.REFUSE);
  }

  /** Somebody else has systemd reload while an operation is prepared. */
  public static Setting reloadedByOthers(Subject subject) {
    return one("reloaded-by-others", subject, ENABLED)
        .editing(DISABLE)
        .letting(
            2, Budget.OTHERS_RELOAD, Budget.OPERATOR, Budget.RELOAD_FAILS, Budget.FORCED_UNINSTALL);
  }

  /**
   * On a switch with several ASICs a feature comes to have units for each, and has them no more.
   */
  public static Setting scopes(Subject subject) {
    return one("scopes", subject, ENABLED.with(Field.PER_ASIC, "True"))
        .editing(ENABLE, DISABLE, OF_EACH_ASIC, OF_NO_ASIC)
        .onSeveralAsics()
        .letting(2, Budget.OPERATOR, Budget.FORCED_UNINSTALL, Budget.START_FAILS);
  }

  /** The daemon is killed while units of several scopes are started, stopped and put away. */
  public static Setting scopesKilled(Subject subject) {
    return one("scopes-killed", subject, ENABLED.with(Field.PER_ASIC, "True"))
        .editing(DISABLE, OF_NO_ASIC, OF_EACH_ASIC)
        .onSeveralAsics()
        .letting(2, Budget.OPERATOR, Budget.CRASH);
  }

  /** The configuration is reloaded, with or without its flag. */
  public static Setting reloads(Subject subject) {
    return one("reloads", subject, ENABLED)
        .editing(DISABLE)
        .reloading(DISABLED)
        .letting(
            2,
            Budget.RELOAD,
            Budget.RELOAD_UNANNOUNCED,
            Budget.FORCED_UNINSTALL,
            Budget.OPERATOR,
            Budget.LOSE_NOTICES);
  }

  /** Others have something to do with STATE_DB. */
  public static Setting owners(Subject subject) {
    return one("owners", subject, DISABLED)
        .editing(ENABLE)
        .letting(2, Budget.OTHER_OWNER, Budget.STATE_REMOVED, Budget.FORCED_UNINSTALL);
  }

  /** Others have something to do with STATE_DB while a package is upgraded. */
  public static Setting ownersUpgrade(Subject subject) {
    return one("owners-upgrade", subject, DISABLED)
        .editing(ENABLE)
        .letting(
            2, Budget.OTHER_OWNER, Budget.STATE_REMOVED, Budget.UPGRADE, Budget.FORCED_UNINSTALL);
  }

  /** A delayed feature. */
  public static Setting ports(Subject subject) {
    return one("ports", subject, ENABLED.with(Field.DELAYED, "True"))
        .editing(DISABLE, NO_RESTART, new Setting.Edit(Field.DELAYED, "False"))
        .letting(
            2,
            Budget.PORTS,
            Budget.TIME_LIMIT,
            Budget.OPERATOR,
            Budget.START_FAILS,
            Budget.LOSE_NOTICES,
            Budget.FORCED_UNINSTALL);
  }

  /** The ports become ready again and again, and it may not be heard. */
  public static Setting portsAgain(Subject subject) {
    return one("ports-again", subject, ENABLED.with(Field.DELAYED, "True"))
        .letting(4, Budget.PORTS, Budget.START_FAILS, Budget.LOSE_NOTICES);
  }

  /** The ports become ready again while keyspace events are off. */
  public static Setting portsSilenced(Subject subject) {
    return one("ports-silenced", subject, ENABLED.with(Field.DELAYED, "True"))
        .letting(4, Budget.EVENTS_OFF, Budget.PORTS, Budget.START_FAILS, Budget.LOSE_ANSWER);
  }

  /** A row of templates, which the daemon rewrites. */
  public static Setting templates(Subject subject) {
    return one("templates", subject, TEMPLATES)
        .editing(DISABLE, OWN)
        .letting(
            2,
            Budget.OPERATOR,
            Budget.WRITER,
            Budget.FORCED_UNINSTALL,
            Budget.LOSE_ANSWER,
            Budget.RELOAD_FAILS);
  }

  /** A row with an immutable state is edited, goes, and comes back with another: two of these. */
  public static Setting renewed(Subject subject) {
    return renewed("renewed", subject, 2);
  }

  /** The same, three of them. */
  public static Setting renewedThrice(Subject subject) {
    return renewed("renewed-thrice", subject, 3);
  }

  private static Setting renewed(String name, Subject subject, int times) {
    return one(name, subject, DISABLED.with(Field.STATE, "always_enabled"))
        .editing(DISABLE)
        .letting(times, Budget.FORCED_UNINSTALL, Budget.INSTALL, Budget.OPERATOR);
  }

  /** A feature is uninstalled, and somebody enables it meanwhile. */
  public static Setting enabledAgain(Subject subject) {
    return one("enabled-again", subject, ENABLED)
        .editing(ENABLE)
        .lettingOnce(Budget.UNINSTALL, Budget.OPERATOR);
  }

  /** An immutable state. */
  public static Setting immutable(Subject subject) {
    return one("immutable", subject, DISABLED.with(Field.STATE, "always_enabled"))
        .editing(DISABLE, OWN)
        .letting(2, Budget.OPERATOR, Budget.UPGRADE, Budget.FORCED_UNINSTALL, Budget.WRITER);
  }

  /** No row at first; one is built field by field while everything is compared. */
  public static Setting building(Subject subject) {
    return one("building", subject, ConfigRow.NONE)
        .letting(2, Budget.BUILDER, Budget.INSTALL, Budget.COMPARE);
  }

  /** The trace of a revived row at first. */
  public static Setting trace(Subject subject) {
    return one("trace", subject, TRACE).letting(3, Budget.COMPARE, Budget.WRITER);
  }

  /** The trace of a revived row goes, and somebody begins to build a row of its very fields. */
  public static Setting traceBuiltOn(Subject subject) {
    return one("trace-built-on", subject, TRACE)
        .letting(4, Budget.COMPARE, Budget.BUILDER, Budget.FORCED_UNINSTALL);
  }

  /** An immutable state, and a configuration that is loaded afresh and says otherwise. */
  public static Setting immutableReloaded(Subject subject) {
    return one("immutable-reloaded", subject, DISABLED.with(Field.STATE, "always_disabled"))
        .reloading(ENABLED)
        .lettingOnce(Budget.RELOAD);
  }

  /** A switch with two namespaces. */
  public static Setting namespaces(Subject subject) {
    return one("namespaces", subject, TEMPLATES)
        .editing(ENABLE, TEMPLATE)
        .inNamespaces(DISABLED, TEMPLATES)
        .letting(
            1,
            Budget.FORCED_UNINSTALL,
            Budget.OPERATOR,
            Budget.OPERATOR_THERE,
            Budget.DELETED_THERE,
            Budget.STATE_REMOVED_THERE,
            Budget.LOSE_ANSWER_THERE,
            Budget.REFUSE_THERE,
            Budget.AWAY_THERE);
  }

  /** A namespace that others write to, and whose Redis is not to be relied on. */
  public static Setting namespace(Subject subject) {
    return one("namespace", subject, TEMPLATES)
        .editing(DISABLE, WANTED)
        .inNamespaces(TEMPLATES)
        .letting(
            2,
            Budget.OPERATOR_THERE,
            Budget.DELETED_THERE,
            Budget.STATE_REMOVED_THERE,
            Budget.LOSE_ANSWER_THERE,
            Budget.REFUSE_THERE,
            Budget.AWAY_THERE);
  }

  /** The daemon is killed while it follows the operator in a namespace. */
  public static Setting namespaceEditedKilled(Subject subject) {
    return one("namespace-edited-killed", subject, DISABLED)
        .editing(TEMPLATE)
        .inNamespaces(DISABLED)
        .lettingOnce(Budget.OPERATOR_THERE, Budget.CRASH);
  }

  /** The daemon is killed, on a switch with a namespace. */
  public static Setting namespaceKilled(Subject subject) {
    return one("namespace-killed", subject, DISABLED)
        .inNamespaces(DISABLED)
        .lettingOnce(Budget.FORCED_UNINSTALL, Budget.CRASH);
  }

  /** A namespace while the feature goes and comes on the host. */
  public static Setting namespaceFollows(Subject subject) {
    return one("namespace-follows", subject, ENABLED)
        .editing(DISABLE, TEMPLATE)
        .inNamespaces(ENABLED)
        .letting(2, Budget.FORCED_UNINSTALL, Budget.OPERATOR, Budget.OPERATOR_THERE);
  }

  /** A namespace with the trace of a revived row. */
  public static Setting namespaceTrace(Subject subject) {
    return one("namespace-trace", subject, DISABLED)
        .editing(ENABLE)
        .inNamespaces(ConfigRow.NONE.with(Field.PER_ASIC, "False"))
        .letting(3, Budget.COMPARE, Budget.OPERATOR_THERE);
  }

  /** A trace in a namespace goes, and somebody builds a row in its place. */
  public static Setting namespaceTraceBuiltOn(Subject subject) {
    return one("namespace-trace-built-on", subject, DISABLED)
        .inNamespaces(ConfigRow.NONE.with(Field.PER_ASIC, "False"))
        .letting(4, Budget.COMPARE, Budget.DELETED_THERE, Budget.BUILDER_THERE);
  }

  /** A namespace in which a row is built field by field. */
  public static Setting namespaceBuilding(Subject subject) {
    return one("namespace-building", subject, DISABLED)
        .inNamespaces(ConfigRow.NONE)
        .letting(3, Budget.COMPARE, Budget.BUILDER_THERE);
  }

  /** A namespace while the host's configuration is reloaded. */
  public static Setting namespaceLoading(Subject subject) {
    return one("namespace-loading", subject, DISABLED)
        .inNamespaces(DISABLED)
        .lettingOnce(Budget.RELOAD, Budget.FORCED_UNINSTALL);
  }

  /** A namespace and everybody there is: any two of all that can happen from outside. */
  public static Setting namespaceAny(Subject subject) {
    return one("namespace-any", subject, TEMPLATES)
        .editing(ENABLE, TEMPLATE)
        .inNamespaces(TEMPLATES)
        .letting(2, Budget.values());
  }

  /** A feature of a namespace is removed and installed anew. */
  public static Setting namespaceRenewed(Subject subject) {
    return one("namespace-renewed", subject, DISABLED)
        .inNamespaces(DISABLED)
        .letting(2, Budget.FORCED_UNINSTALL, Budget.INSTALL);
  }

  /** Two features that share one place for operations. */
  public static Setting two(Subject subject) {
    return features("two", subject, 1).letting(1, Budget.FORCED_UNINSTALL, Budget.RELOAD_FAILS);
  }

  /** Two features at work at once, which share reloads. */
  public static Setting sideBySide(Subject subject) {
    return features("side-by-side", subject, 2).letting(1, Budget.RELOAD_FAILS);
  }

  private static Setting crowd(String name, Subject subject, ConfigRow row) {
    return crowd(one(name, subject, row));
  }

  private static Setting crowdOfTwo(String name, Subject subject, int parallel) {
    return crowd(features(name, subject, parallel));
  }

  /** The daemon is killed again and again while it has something to do in a namespace. */
  private static Setting crashesAndNamespaces(Subject subject) {
    return one("crashes-and-namespaces", subject, TEMPLATES)
        .editing(DISABLE, WANTED)
        .inNamespaces(TEMPLATES)
        .letting(OFTEN, Budget.OPERATOR_THERE, Budget.CRASH);
  }

  /** The restart policy goes to and fro, and systemd cannot always reload. */
  private static Setting restarts(Subject subject) {
    return one("restarts", subject, ENABLED)
        .editing(NO_RESTART, new Setting.Edit(Field.AUTO_RESTART, "enabled"))
        .letting(OFTEN, Budget.OPERATOR, Budget.RELOAD_FAILS);
  }

  private static Setting crowd(Setting setting) {
    return setting
        .editing(
            DISABLE,
            GARBLE,
            NO_RESTART,
            OWN,
            ENABLE,
            new Setting.Edit(
                Field.DELAYED, setting.name().equals("crowd-delayed") ? "False" : "True"))
        .letting(OFTEN, Budget.values());
  }

  /**
   * All but a reload that nothing tells of: a row that somebody writes after it cannot be told from
   * one that was there before.
   */
  private static Budget[] whatIsAnnounced() {
    return EnumSet.complementOf(EnumSet.of(Budget.RELOAD_UNANNOUNCED)).toArray(new Budget[0]);
  }

  private static Setting features(String name, Subject subject, int parallel) {
    return new Setting(
        name,
        subject,
        ImmutableList.of(A, B),
        parallel,
        ImmutableList.of(ENABLED, DISABLED),
        DISABLED,
        ENABLED);
  }

  private static Setting one(String name, Subject subject, ConfigRow row) {
    return new Setting(
        name,
        subject,
        ImmutableList.of(A),
        1,
        ImmutableList.of(row),
        DISABLED,
        ENABLED.with(Field.AUTO_RESTART, ""));
  }
}
