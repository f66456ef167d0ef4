package dev.featured.model.rules;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.google.common.collect.ImmutableSet;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.featured.adapters.daemon.TransitionJournal;
import dev.featured.adapters.journal.JournalFile;
import dev.featured.adapters.log.LogSetup;
import dev.featured.adapters.redis.DatabaseConfig;
import dev.featured.adapters.redis.Fence;
import dev.featured.adapters.redis.FencedWish;
import dev.featured.adapters.redis.RedisCalls;
import dev.featured.adapters.systemd.DropIns;
import dev.featured.adapters.systemd.SystemctlProcess;
import dev.featured.adapters.systemd.UnitOperations;
import dev.featured.engine.store.Call;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.PipeliningBase;
import redis.clients.jedis.UnifiedJedis;

/** The arrows between packages, and who may touch what. */
@AnalyzeClasses(
    packages = {"dev.featured.engine", "dev.featured.adapters", "dev.featured.model"},
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String ENGINE = "dev.featured.engine..";
  private static final String FEATURE = "dev.featured.engine.feature..";
  private static final String LIFECYCLE = "dev.featured.engine.lifecycle..";
  private static final String CORE = "dev.featured.engine.core..";
  private static final String STORE = "dev.featured.engine.store..";
  private static final String QUEUE = "dev.featured.engine.queue..";
  private static final String STATEMACHINE = "dev.featured.engine.statemachine..";
  private static final String DIAGRAM = "dev.featured.engine.diagram..";
  private static final String ADAPTERS = "dev.featured.adapters..";
  private static final String REDIS = "dev.featured.adapters.redis..";
  private static final String SYSTEMD = "dev.featured.adapters.systemd..";
  private static final String DEVICE = "dev.featured.adapters.device..";
  private static final String NOTIFY = "dev.featured.adapters.notify..";
  private static final String ROWS = "dev.featured.adapters.rows..";
  private static final String LOG = "dev.featured.adapters.log..";
  private static final String DESCRIPTIONS = "dev.featured.adapters.diagram..";
  private static final String DAEMON = "dev.featured.adapters.daemon..";
  private static final String DRY_RUN = "dev.featured.adapters.dryrun..";
  private static final String JOURNAL = "dev.featured.adapters.journal..";
  private static final String OPERATOR = "dev.featured.adapters.operator..";
  private static final String CLI = "dev.featured.adapters.cli..";
  private static final String DEMO = "dev.featured.adapters.demo..";
  private static final String DEMO_CLIENTS = "dev.featured.adapters.demo.clients..";

  private static final String MODEL = "dev.featured.model..";
  private static final String WORLD = "dev.featured.model.world..";
  private static final String EXPLORE = "dev.featured.model.explore..";
  private static final String TRACE = "dev.featured.model.trace..";
  private static final String SUBJECTS = "dev.featured.model.subjects..";
  private static final String RANDOM = "dev.featured.model.random..";
  private static final String EXPLORED = "dev.featured.model.explored..";
  private static final String RECORDED = "dev.featured.model.recorded..";

  @ArchTest
  static final ArchRule noPackageNeedsWhatNeedsIt =
      slices().matching("dev.featured.(**)").should().beFreeOfCycles();

  /** A class that its package keeps to itself; that it is gone or renamed fails here. */
  private static Class<?> hidden(String name) {
    try {
      return Class.forName(name, false, ArchitectureTest.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("a rule names a class that is not there", e);
    }
  }

  // Libraries.

  @ArchTest
  static final ArchRule onlyTheRedisAdapterSeesJedis =
      noClasses()
          .that(not(resideInAnyPackage(REDIS, DEMO_CLIENTS)))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("redis.clients..")
          .because("the demo's clients are the other programs of a switch, nobody else may");

  @ArchTest
  static final ArchRule onlyOnePackageSeesSpring =
      noClasses()
          .that(not(resideInAPackage(STATEMACHINE)))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.springframework..", "reactor..", "org.reactivestreams..");

  @ArchTest
  static final ArchRule onlyTheDeviceAdapterSeesTheTemplateLibrary =
      noClasses()
          .that(not(resideInAPackage(DEVICE)))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("com.hubspot..", "jinjava..");

  @ArchTest
  static final ArchRule onlyWhatAPersonSeesUsesPicocli =
      noClasses()
          .that(not(resideInAnyPackage(CLI, DEMO)))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("picocli..");

  @ArchTest
  static final ArchRule onlyTheLogSeesLogback =
      noClasses()
          .that(
              not(
                  resideInAPackage(LOG)
                      .or(belongToAnyOf(hidden("dev.featured.adapters.demo.LogFile")))))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("ch.qos.logback..")
          .because(
              "whoever has something to say says it to slf4j; the demo puts the log aside, since it"
                  + " draws where the log would go");

  @ArchTest
  static final ArchRule onlyTheDemoStartsARedis =
      noClasses()
          .that(not(resideInAPackage(DEMO)))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("redis.embedded..");

  // The engine.

  @ArchTest
  static final ArchRule theEngineUsesNothingButGuava =
      classes()
          .that()
          .resideInAPackage(ENGINE)
          .and(not(resideInAPackage(STATEMACHINE)))
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              ENGINE,
              "java.lang..",
              "java.util",
              "java.util.function",
              "java.util.regex",
              "java.util.stream",
              "com.google.common.base..",
              "com.google.common.collect..",
              "com.google.errorprone.annotations..");

  @ArchTest
  static final ArchRule theStateMachineAddsNothingButSpring =
      classes()
          .that()
          .resideInAPackage(STATEMACHINE)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              STATEMACHINE,
              LIFECYCLE,
              "com.google.common.collect..",
              "java.lang..",
              "java.util",
              "java.util.function",
              "org.springframework.messaging..",
              "org.springframework.statemachine..",
              "reactor.core.publisher..");

  @ArchTest
  static final ArchRule theEngineHasNoThreadClockOrChance =
      noClasses()
          .that()
          .resideInAPackage(ENGINE)
          .should(
              new ArchCondition<>("use a thread, a clock, chance or the process") {
                private static final ImmutableSet<String> FORBIDDEN =
                    ImmutableSet.of(
                        "java.lang.Thread",
                        "java.lang.System",
                        "java.lang.Runtime",
                        "java.lang.Process",
                        "java.lang.ProcessBuilder",
                        "java.lang.ThreadLocal",
                        "java.util.Random",
                        "java.util.Timer",
                        "java.util.UUID",
                        "java.util.Date",
                        "java.util.Calendar");

                @Override
                public void check(JavaClass item, ConditionEvents events) {
                  for (JavaAccess<?> access : item.getAccessesFromSelf()) {
                    String owner = access.getTargetOwner().getName();
                    boolean forbidden =
                        (FORBIDDEN.contains(owner) && !access.getName().equals("arraycopy"))
                            || (owner.equals("java.lang.Math") && access.getName().equals("random"))
                            || (owner.equals("java.lang.Object")
                                && (access.getName().equals("wait")
                                    || access.getName().startsWith("notify")));
                    if (forbidden) {
                      events.add(SimpleConditionEvent.satisfied(item, access.getDescription()));
                    }
                  }
                }
              });

  @ArchTest
  static final ArchRule whatARowWantsKnowsNothingOfTheLifecycle =
      noClasses()
          .that()
          .resideInAPackage(FEATURE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(LIFECYCLE, CORE, STORE, QUEUE, STATEMACHINE, DIAGRAM);

  @ArchTest
  static final ArchRule theTableKnowsNobody =
      noClasses()
          .that()
          .resideInAPackage(LIFECYCLE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(FEATURE, CORE, STORE, QUEUE, STATEMACHINE, DIAGRAM);

  @ArchTest
  static final ArchRule theCoreKnowsNeitherTheDeskNorSpringsMachineNorDiagrams =
      noClasses()
          .that()
          .resideInAPackage(CORE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(STORE, STATEMACHINE, DIAGRAM);

  @ArchTest
  static final ArchRule theDeskKnowsTheCoreAndRowsAlone =
      classes()
          .that()
          .resideInAPackage(STORE)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              STORE, CORE, FEATURE, QUEUE, "com.google.common..", "java.lang..", "java.util..")
          .because("what timing could break of the way to Redis is between the core and a call");

  @ArchTest
  static final ArchRule aQueueKnowsNotWhatIsInIt =
      classes()
          .that()
          .resideInAPackage(QUEUE)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(QUEUE, "java.lang..", "java.util..");

  @ArchTest
  static final ArchRule diagramsAreMadeFromTheTableAlone =
      noClasses()
          .that()
          .resideInAPackage(DIAGRAM)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(FEATURE, CORE, STORE, QUEUE, STATEMACHINE);

  // The adapters.

  @ArchTest
  static final ArchRule theEngineKnowsNoAdapter =
      noClasses()
          .that()
          .resideInAPackage(ENGINE)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(ADAPTERS);

  @ArchTest static final ArchRule redisKnowsNoOtherAdapter = knowsNoOtherAdapter(REDIS);
  @ArchTest static final ArchRule systemdKnowsNoOtherAdapter = knowsNoOtherAdapter(SYSTEMD);
  @ArchTest static final ArchRule theDeviceKnowsNoOtherAdapter = knowsNoOtherAdapter(DEVICE);
  @ArchTest static final ArchRule theSupervisorKnowsNoOtherAdapter = knowsNoOtherAdapter(NOTIFY);

  private static ArchRule knowsNoOtherAdapter(String adapter) {
    return noClasses()
        .that()
        .resideInAPackage(adapter)
        .should()
        .dependOnClassesThat(resideInAPackage(ADAPTERS).and(not(resideInAPackage(adapter))));
  }

  @ArchTest
  static final ArchRule whatIsSaidAlikeOfARowIsSaidOfTheRowAlone =
      classes()
          .that()
          .resideInAPackage(ROWS)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              ROWS, FEATURE, "com.google.common..", "org.slf4j..", "java.lang..", "java.util..")
          .because("a row comes from Redis or from a file, and is the same row");

  @ArchTest
  static final ArchRule descriptionsAreReadAndWrittenFromTheDiagramsAlone =
      classes()
          .that()
          .resideInAPackage(DESCRIPTIONS)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              DESCRIPTIONS,
              DIAGRAM,
              FEATURE,
              "com.fasterxml.jackson..",
              "com.google.common..",
              "java..")
          .because("what is drawn is not what runs: no adapter of the daemon is needed for it");

  @ArchTest
  static final ArchRule theDaemonDrawsNothing =
      noClasses()
          .that(resideInAnyPackage(DAEMON, REDIS, SYSTEMD, DEVICE, DEMO))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(DIAGRAM, DESCRIPTIONS);

  @ArchTest
  static final ArchRule theDaemonKnowsNeitherTheCommandLineNorTheDemo =
      noClasses()
          .that()
          .resideInAPackage(DAEMON)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(CLI, DEMO);

  @ArchTest
  static final ArchRule onlyWhoRunsTheDaemonKnowsIt =
      noClasses()
          .that(
              not(
                  resideInAPackage(DAEMON)
                      .or(
                          belongToAnyOf(
                              hidden("dev.featured.adapters.cli.RunCommand"),
                              hidden("dev.featured.adapters.demo.ShownDaemon")))))
          .should()
          .dependOnClassesThat()
          .resideInAPackage(DAEMON)
          .because("what others need too is no part of the daemon and lives with its kind");

  @ArchTest
  static final ArchRule onlyTheCommandLineKnowsTheDemo =
      noClasses()
          .that(not(resideInAnyPackage(DEMO, CLI)))
          .should()
          .dependOnClassesThat()
          .resideInAPackage(DEMO);

  // What operators' commands find out.

  @ArchTest
  static final ArchRule whatOperatorsFindOutComesFromRedisAndSystemd =
      classes()
          .that()
          .resideInAPackage(OPERATOR)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              OPERATOR,
              REDIS,
              SYSTEMD,
              FEATURE,
              LIFECYCLE,
              CORE,
              STORE,
              "com.google.common..",
              "java.lang..",
              "java.nio.file",
              "java.time",
              "java.util..")
          .because("what is found out is the answer: it is neither printed nor logged there");

  @ArchTest
  static final ArchRule anOperatorsCommandMovesNoUnitAndWritesNoFile =
      noClasses()
          .that()
          .resideInAPackage(OPERATOR)
          .should()
          .dependOnClassesThat(
              belongToAnyOf(UnitOperations.class, SystemctlProcess.class, Files.class))
          .because("to start and stop is the daemon's; here only what it left behind is removed");

  @ArchTest
  static final ArchRule onlyTheCommandLineAsksForOperators =
      noClasses()
          .that(not(resideInAnyPackage(OPERATOR, CLI)))
          .should()
          .dependOnClassesThat()
          .resideInAPackage(OPERATOR);

  // The log.

  @ArchTest
  static final ArchRule theLogKnowsNothingOfWhatIsLogged =
      classes()
          .that()
          .resideInAPackage(LOG)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(LOG, "ch.qos.logback..", "com.google.common..", "java..");

  @ArchTest
  static final ArchRule onlyWhatOutlastsTroubleSaysWhenItBeginsAndEnds =
      noClasses()
          .that(not(resideInAnyPackage(LOG, DAEMON, DRY_RUN)))
          .should()
          .dependOnClassesThat()
          .resideInAPackage(LOG)
          .because("a command answers once and ends: its trouble is its answer");

  @ArchTest
  static final ArchRule nobodySetsTheLogUpButLogback =
      noClasses()
          .that(not(resideInAPackage(LOG)))
          .should()
          .dependOnClassesThat(
              belongToAnyOf(LogSetup.class, hidden("dev.featured.adapters.log.LogLine")))
          .because("logback finds it as a service, before anybody's first line");

  // The journal.

  @ArchTest
  static final ArchRule theJournalHoldsTextsOnly =
      classes()
          .that()
          .resideInAPackage(JOURNAL)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(JOURNAL, "com.fasterxml.jackson..", "com.google.common..", "java..")
          .because("what an older version has written must be readable by every newer one");

  @ArchTest
  static final ArchRule onlyTheDaemonAndTheCommandLineKnowTheJournal =
      noClasses()
          .that(not(resideInAnyPackage(JOURNAL, DAEMON, CLI)))
          .should()
          .dependOnClassesThat()
          .resideInAPackage(JOURNAL);

  @ArchTest
  static final ArchRule oneThreadWritesTheJournal =
      methods()
          .that()
          .areDeclaredIn(JournalFile.class)
          .and()
          .haveName("append")
          .should()
          .onlyBeCalled()
          .byClassesThat(belongToAnyOf(TransitionJournal.class))
          .because("a slow disk must hold up nobody else");

  @ArchTest
  static final ArchRule onlyTheCommandLineReadsTheJournal =
      methods()
          .that()
          .areDeclaredIn(JournalFile.class)
          .and()
          .haveName("of")
          .should()
          .onlyBeCalled()
          .byClassesThat(resideInAPackage(CLI))
          .because("the daemon must not decide by what it remembers");

  // The dry run.

  @ArchTest
  static final ArchRule aDryRunKnowsNothingThatWrites =
      noClasses()
          .that()
          .resideInAPackage(DRY_RUN)
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(DAEMON, JOURNAL, NOTIFY, CLI, DEMO)
                  .or(
                      belongToAnyOf(
                          Fence.class,
                          FencedWish.class,
                          RedisCalls.class,
                          DropIns.class,
                          UnitOperations.class,
                          SystemctlProcess.class,
                          Files.class,
                          FileChannel.class,
                          ProcessBuilder.class)))
          .because("who trusts it beside another daemon need not read it");

  @ArchTest
  static final ArchRule whateverADryRunReadsItReadsFromDatabasesThatAreReadOnly =
      classes()
          .that()
          .resideInAPackage(DRY_RUN)
          .should(
              new ArchCondition<>("make what it reads with from databases that are read only") {
                @Override
                public void check(JavaClass item, ConditionEvents events) {
                  boolean makesReaders =
                      item.getConstructorCallsFromSelf().stream()
                          .anyMatch(call -> resideInAPackage(REDIS).test(call.getTargetOwner()));
                  boolean makesThemReadOnly =
                      item.getMethodCallsFromSelf().stream()
                          .anyMatch(
                              call ->
                                  call.getTargetOwner().isEquivalentTo(DatabaseConfig.class)
                                      && call.getName().equals("readOnly"));
                  if (makesReaders && !makesThemReadOnly) {
                    events.add(SimpleConditionEvent.violated(item, item + " makes readers"));
                  }
                }
              });

  // The model.

  @ArchTest
  static final ArchRule theModelUsesTheEngineAndNoAdapter =
      classes()
          .that()
          .resideInAPackage(MODEL)
          .and(not(resideInAPackage(EXPLORED)))
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              MODEL,
              FEATURE,
              LIFECYCLE,
              CORE,
              STORE,
              QUEUE,
              "java.lang..",
              "java.util..",
              "com.google.common..",
              "com.google.errorprone.annotations..");

  @ArchTest
  static final ArchRule whatWasExploredNamesTheWaysAsDiagramsDoAndIsJson =
      classes()
          .that()
          .resideInAPackage(EXPLORED)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              MODEL,
              LIFECYCLE,
              DIAGRAM,
              "java.io",
              "java.lang..",
              "java.util..",
              "com.fasterxml.jackson..",
              "com.google.common..");

  @ArchTest
  static final ArchRule noSearchNeedsWhatOthersHaveExplored =
      noClasses()
          .that()
          .resideInAPackage(MODEL)
          .and(not(resideInAPackage(EXPLORED)))
          .should()
          .dependOnClassesThat()
          .resideInAPackage(EXPLORED);

  @ArchTest
  static final ArchRule theWorldKnowsNotWhoWalksThroughIt =
      noClasses()
          .that()
          .resideInAPackage(WORLD)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(EXPLORE, TRACE, SUBJECTS, RECORDED);

  @ArchTest
  static final ArchRule theSearchKnowsNoSubject =
      noClasses()
          .that()
          .resideInAPackage(EXPLORE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(TRACE, SUBJECTS, RECORDED);

  @ArchTest
  static final ArchRule aTraceShowsAnySubjectAndKnowsNone =
      noClasses()
          .that()
          .resideInAPackage(TRACE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(SUBJECTS, RECORDED);

  @ArchTest
  static final ArchRule nobodyNeedsTheRandomWalks =
      noClasses()
          .that()
          .resideInAPackage(MODEL)
          .and(not(resideInAPackage(RANDOM)))
          .should()
          .dependOnClassesThat()
          .resideInAPackage(RANDOM);

  // The fence.

  private static final Class<?> SCRIPT = hidden("dev.featured.adapters.redis.Script");

  @ArchTest
  static final ArchRule onlyTheFenceRunsScripts =
      noClasses()
          .that()
          .resideInAPackage(ADAPTERS)
          .and(
              not(
                  belongToAnyOf(
                      Fence.class,
                      FencedWish.class,
                      SCRIPT,
                      hidden("dev.featured.adapters.redis.KeyReader"))))
          .should()
          .dependOnClassesThat(belongToAnyOf(SCRIPT))
          .because("the key reader's scripts only read, which a test of its own shows");

  @ArchTest
  static final ArchRule nobodyButTheFenceMakesACallThatMayWrite =
      noClasses()
          .that()
          .resideInAPackage(ADAPTERS)
          .and(not(belongToAnyOf(Fence.class)))
          .should()
          .dependOnClassesThat(
              belongToAnyOf(
                  Call.Settle.class,
                  Call.Rewrite.class,
                  Call.Publish.class,
                  Call.Retract.class,
                  Call.Report.class,
                  Call.ReportAlone.class,
                  Call.RemoveReport.class,
                  Call.Forget.class,
                  Call.Disown.class,
                  Call.RemoveState.class,
                  Call.RemoveTrace.class,
                  Call.RemoveRow.class))
          .because(
              "which write is due is a desk's to say, and whether it still may be is the row's");

  @ArchTest
  static final ArchRule nobodyButTheFenceWritesToRedis =
      classes()
          .that()
          .resideInAPackage(REDIS)
          .should(
              new ArchCondition<>("ask Redis only what does not write, or be the fence") {
                private static final ImmutableSet<Class<?>> COMMAND_TYPES =
                    ImmutableSet.of(
                        Jedis.class, UnifiedJedis.class, PipeliningBase.class, Connection.class);
                private static final Class<?> READ_ONLY =
                    hidden("dev.featured.adapters.redis.ReadOnlyConnection");
                private static final Class<?> ANNOUNCEMENTS =
                    hidden("dev.featured.adapters.redis.KeyspaceEvents");

                private static final ImmutableSet<String> HARMLESS =
                    ImmutableSet.of(
                        "<init>",
                        "close",
                        "connect",
                        "disconnect",
                        "isConnected",
                        "isBroken",
                        "get",
                        "exists",
                        "type",
                        "scan",
                        "hget",
                        "hgetAll",
                        "pipelined",
                        "sync",
                        "configGet",
                        "clientList",
                        "psubscribe",
                        "setSoTimeout",
                        "rollbackTimeout",
                        "setTimeoutInfinite",
                        "getClient",
                        "getConnection",
                        "select",
                        "ping");

                @Override
                public void check(JavaClass item, ConditionEvents events) {
                  for (JavaAccess<?> access : item.getAccessesFromSelf()) {
                    JavaClass owner = access.getTargetOwner();
                    if (COMMAND_TYPES.stream().anyMatch(owner::isAssignableTo)
                        && !owner.equals(item)
                        && !HARMLESS.contains(access.getName())
                        && !isTheFence(item)
                        && !setsWhatRedisAnnounces(item, access)
                        && !sendsWhatItHasLookedAt(item, access)) {
                      events.add(SimpleConditionEvent.violated(item, access.getDescription()));
                    }
                  }
                }

                private boolean isTheFence(JavaClass item) {
                  return item.isEquivalentTo(Fence.class) || item.isEquivalentTo(SCRIPT);
                }

                private boolean sendsWhatItHasLookedAt(JavaClass item, JavaAccess<?> access) {
                  return item.isEquivalentTo(READ_ONLY) && access.getName().equals("sendCommand");
                }

                private boolean setsWhatRedisAnnounces(JavaClass item, JavaAccess<?> access) {
                  return item.isEquivalentTo(ANNOUNCEMENTS) && access.getName().equals("configSet");
                }
              });
}
