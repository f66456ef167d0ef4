package dev.featured.model.subjects;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.featured.engine.feature.FeatureName;
import dev.featured.model.world.Budget;
import dev.featured.model.world.ConfigRow;
import dev.featured.model.world.ConfigRow.Field;
import dev.featured.model.world.Setting;
import dev.featured.model.world.Subject;
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
        .put("killed", Settings::killed)
        .put("lost", Settings::lost)
        .put("owners", Settings::owners)
        .put("ports", Settings::ports)
        .put("templates", Settings::templates)
        .put("trace", Settings::trace)
        .put("building", Settings::building)
        .put("loading", Settings::loading)
        .put("two", Settings::two)
        .put("side-by-side", Settings::sideBySide)
        .put("any", Settings::any)
        .put("namespace", Settings::namespace)
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
        .put("renewed", Settings::renewed)
        .put("enabled-again", Settings::enabledAgain)
        .put("packages", Settings::packages)
        .put("reloads", Settings::reloads)
        .put("immutable", Settings::immutable)
        .put("any-two", Settings::anyTwo)
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
                crowd("crowd-immutable", subject, DISABLED.with(Field.STATE, "always_enabled")))
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

  /** The configuration is reloaded, with or without its flag. */
  public static Setting reloads(Subject subject) {
    return one("reloads", subject, ENABLED)
        .editing(DISABLE)
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
            Budget.FORCED_UNINSTALL);
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

  /** A row with an immutable state goes, and comes back with another. */
  public static Setting renewed(Subject subject) {
    return one("renewed", subject, DISABLED.with(Field.STATE, "always_enabled"))
        .letting(2, Budget.FORCED_UNINSTALL, Budget.INSTALL);
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
            Budget.AWAY_THERE,
            Budget.CRASH);
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

  private static Setting features(String name, Subject subject, int parallel) {
    return new Setting(
        name,
        subject,
        ImmutableList.of(A, B),
        parallel,
        ImmutableList.of(ENABLED, DISABLED),
        DISABLED,
        ENABLED,
        ImmutableList.of(),
        0,
        ImmutableMap.of());
  }

  private static Setting one(String name, Subject subject, ConfigRow row) {
    return new Setting(
        name,
        subject,
        ImmutableList.of(A),
        1,
        ImmutableList.of(row),
        DISABLED,
        ENABLED.with(Field.AUTO_RESTART, ""),
        ImmutableList.of(),
        0,
        ImmutableMap.of());
  }
}
