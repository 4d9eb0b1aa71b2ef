package org.dockwarden.system.rules;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Path;
import java.util.Set;

/** H-24: what comes over MQTT cannot reach evidence, because nothing that it reaches can. */
final class CommandRules {
  private static final String OURS = "org.dockwarden..";
  private static final String AGENT = "org.dockwarden.agent.";
  private static final String HEALTH = AGENT + "health..";
  private static final String CONTROLS = AGENT + "AgentControls";
  private static final String BUNDLE = AGENT + "SupportBundle";
  private static final String STATION = AGENT + "station.Station";

  private static final String WHY =
      "H-24: no command reaches a file of a camera, the spool, the journal or a key";

  /** Values that say how the dock is. None of them can do anything. */
  private static final Set<String> STATUS =
      Set.of(
          AGENT + "journal.Backlog",
          AGENT + "journal.DockingCounts",
          AGENT + "offload.Leftovers",
          AGENT + "spool.Spool$Usage",
          AGENT + "station.BayStatus",
          AGENT + "status.AgentStatus",
          AGENT + "status.StatusSource",
          AGENT + "upload.GatewayHealth",
          "org.dockwarden.dock.camera.CameraDescriptor",
          "org.dockwarden.evidence.manifest.DockClock");

  private static final DescribedPredicate<JavaClass> SHARED =
      resideInAnyPackage(
          "org.dockwarden.dock.bay..",
          "org.dockwarden.dock.charging..",
          "org.dockwarden.dock.sensor..",
          "org.dockwarden.evidence.error..",
          "org.dockwarden.evidence.identity..",
          "org.dockwarden.evidence.json..",
          "org.dockwarden.evidence.sparkplug..");

  static final ArchRule HEALTH_KNOWS_ONLY_ITS_PORTS =
      noClasses()
          .that()
          .resideInAPackage(HEALTH)
          .should()
          .dependOnClassesThat(
              resideInAPackage(OURS)
                  .and(not(resideInAPackage(HEALTH)))
                  .and(not(named(STATUS)))
                  .and(not(SHARED)))
          .because(WHY);

  static final ArchRule HEALTH_TOUCHES_NO_KEY_AND_NO_DATABASE =
      noClasses()
          .that()
          .resideInAPackage(HEALTH)
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("java.sql..", "javax.crypto..", "org.bouncycastle..")
                  .or(describe("keys", it -> it.getName().matches("java\\.security\\..*Key.*")))
                  .or(describe("processes", it -> it.getName().matches("java\\.lang\\.Process.*"))))
          .because(WHY);

  static final ArchRule ONLY_OUTBOX_AND_BOARD_OPEN_FILES =
      noClasses()
          .that(
              resideInAPackage(HEALTH)
                  .and(
                      not(
                          named(
                              Set.of(
                                  AGENT + "health.outbox.FileSlots",
                                  AGENT + "health.board.BoardProbe")))))
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("java.nio.file..", "java.nio.channels..")
                  .and(not(type(Path.class)))
                  .or(describe("files", it -> it.getName().startsWith("java.io.File"))))
          .because(WHY);

  /** What carries commands out: lights, ports, the pace of uploads, bundles. */
  static final ArchRule COMMANDS_KNOW_ONLY_THEIR_CONTROLS =
      noClasses()
          .that(named(Set.of(CONTROLS)))
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(AGENT + ".", "java.nio.file..", "java.io.File..")
                  .and(not(resideInAPackage(AGENT + "health.command")))
                  .and(
                      not(
                          named(
                              Set.of(
                                  CONTROLS,
                                  BUNDLE,
                                  STATION,
                                  AGENT + "station.BayStatus",
                                  AGENT + "charging.Charger",
                                  AGENT + "upload.UploadOrders")))))
          .because(WHY);

  static final ArchRule COMMANDS_ASK_LITTLE_OF_THE_STATION =
      noClasses()
          .that(named(Set.of(CONTROLS)))
          .should()
          .callMethodWhere(
              describe(
                  "more of the station than bays and lights",
                  CommandRules::isMoreThanBaysAndLights))
          .because(WHY);

  static final ArchRule SUPPORT_BUNDLES_HOLD_THE_STATUS =
      noClasses()
          .that(named(Set.of(BUNDLE)))
          .should()
          .dependOnClassesThat(
              resideInAPackage(AGENT + ".")
                  .and(not(resideInAPackage(AGENT + "status")))
                  .and(not(named(Set.of(BUNDLE, AGENT + "Software")))))
          .because(WHY);

  private CommandRules() {}

  private static boolean isMoreThanBaysAndLights(JavaAccess<?> call) {
    return call.getTargetOwner().getName().equals(STATION)
        && !Set.of("bays", "find", "isReading").contains(call.getTarget().getName());
  }

  /** Those classes, and what is nested in them. */
  private static DescribedPredicate<JavaClass> named(Set<String> names) {
    return describe(
        "of " + names,
        it ->
            names.stream()
                .anyMatch(
                    name -> it.getName().equals(name) || it.getName().startsWith(name + "$")));
  }
}
