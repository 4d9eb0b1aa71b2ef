package org.dockwarden.system.rules;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.properties.HasOwner;
import com.tngtech.archunit.lang.ArchRule;
import java.io.File;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import org.dockwarden.dock.libmtp.ErasingSession;

/** Rules over compiled classes. */
final class ClassRules {
  private static final String EVIDENCE = "org.dockwarden.evidence..";
  private static final String DOCK = "org.dockwarden.dock..";
  private static final String AGENT = "org.dockwarden.agent..";
  private static final String GATEWAY = "org.dockwarden.gateway..";
  private static final String FLEET = "org.dockwarden.fleet..";
  private static final String VERIFIER = "org.dockwarden.verifier..";
  private static final String DEMO = "org.dockwarden.demo..";

  private static final Set<String> DELETING =
      Set.of("delete", "deleteIfExists", "deleteOnExit", "deleteFile", "deleteDirectory");

  /** A Path is a value; only settings name one, and nothing opens it. */
  private static final DescribedPredicate<JavaClass> FILE_SYSTEM =
      describe(
          "of the file system",
          target ->
              (target.getPackageName().startsWith("java.nio.file")
                      && !target.isEquivalentTo(Path.class)
                      && !target.isEquivalentTo(InvalidPathException.class))
                  || target.isEquivalentTo(File.class)
                  || target.isEquivalentTo(FileChannel.class)
                  || target.getName().startsWith("java.io.File"));

  static final ArchRule EVIDENCE_FORMAT_TOUCHES_NOTHING =
      noClasses()
          .that()
          .resideInAPackage(EVIDENCE)
          .should()
          .dependOnClassesThat(
              FILE_SYSTEM
                  .or(
                      resideInAnyPackage(
                          "java.net..",
                          "java.sql..",
                          "javax.net..",
                          "java.util.logging..",
                          "org.slf4j..",
                          "ch.qos.logback..",
                          "io.netty..",
                          "org.sqlite.."))
                  .or(type(Clock.class)))
          .because("evidence-format is bytes and values: no files, sockets, SQL, clock or logging");

  static final ArchRule EVIDENCE_FORMAT_READS_NO_CLOCK =
      noClasses()
          .that()
          .resideInAPackage(EVIDENCE)
          .should()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(Instant.class, "now")
          .because("a paper's time is what its maker says, never when it was handled");

  static final ArchRule EVIDENCE_FORMAT_STANDS_ALONE =
      onlyKnows(EVIDENCE, DOCK, AGENT, GATEWAY, FLEET, VERIFIER, DEMO);

  static final ArchRule DOCK_CONTROLLER_STANDS_ALONE =
      onlyKnows(DOCK, EVIDENCE, AGENT, GATEWAY, FLEET, VERIFIER, DEMO);

  static final ArchRule DOCK_CONTROLLER_SPEAKS_TO_NO_NETWORK =
      noClasses()
          .that()
          .resideInAPackage(DOCK)
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("java.net..", "java.sql..", "io.netty..")
                  .and(not(type(URI.class)))
                  .and(not(type(UnixDomainSocketAddress.class)))
                  .and(not(type(StandardProtocolFamily.class))))
          .because("the hardware never touches network or SQL; a helper's socket is a local file");

  static final ArchRule AGENT_KNOWS_NO_SERVER = onlyKnows(AGENT, GATEWAY, FLEET, VERIFIER, DEMO);

  static final ArchRule GATEWAY_KNOWS_NO_DOCK =
      onlyKnows(GATEWAY, AGENT, DOCK, FLEET, VERIFIER, DEMO);

  static final ArchRule FLEET_KNOWS_NO_EVIDENCE =
      onlyKnows(
          FLEET,
          AGENT,
          DOCK,
          GATEWAY,
          VERIFIER,
          DEMO,
          "org.dockwarden.evidence.age..",
          "org.dockwarden.evidence.manifest..",
          "org.dockwarden.evidence.receipt..",
          "org.dockwarden.evidence.custody..",
          "org.dockwarden.evidence.assignment..");

  static final ArchRule VERIFIER_IS_OFFLINE =
      noClasses()
          .that()
          .resideInAPackage(VERIFIER)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              AGENT, DOCK, GATEWAY, FLEET, DEMO, "java.net..", "java.sql..", "io.netty..")
          .because("anyone checks a file and its papers without a network or a server");

  /** I2: the process that reads footage cannot erase. */
  static final ArchRule ONLY_THESE_PACKAGES_DELETE =
      noClasses()
          .that(resideInAnyPackage(AGENT, DOCK))
          .and(
              not(
                  resideInAnyPackage(
                      "org.dockwarden.agent.eraser..",
                      "org.dockwarden.agent.spool..",
                      "org.dockwarden.agent.journal..",
                      "org.dockwarden.agent.status..")))
          .should()
          .callMethodWhere(deletesAFile())
          .because("I2: what reads a camera has no right to erase; the eraser alone has");

  static final ArchRule CAMERA_VOLUME_ONLY_READS =
      methods()
          .that()
          .areDeclaredInClassesThat()
          .haveFullyQualifiedName("org.dockwarden.dock.camera.CameraVolume")
          .should()
          .haveNameMatching("list|look|open|root|connection|letGo|close")
          .because("I2: no method of a camera's volume changes, renames or erases");

  /** I2: what talks to an MTP camera can erase on it; the agent has it from a helper, to read. */
  static final ArchRule ONLY_THE_ERASER_HAS_MTP_SESSIONS =
      noClasses()
          .that(
              resideInAnyPackage(AGENT, DOCK)
                  .and(
                      not(
                          resideInAnyPackage(
                              "org.dockwarden.agent.eraser..", "org.dockwarden.dock.libmtp.."))))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.dockwarden.dock.libmtp..")
          .because("I2: what reads a camera has no right to erase; the eraser alone has");

  static final ArchRule ONLY_THE_ERASER_ERASES_MTP_OBJECTS =
      noClasses()
          .that(not(resideInAnyPackage("org.dockwarden.agent.eraser..")))
          .should()
          .callMethod(ErasingSession.class, "erase", int.class)
          .because("I2: the reading helper has the same library, and never this call");

  static final ArchRule VOLUMES_ARE_OPENED_TO_READ =
      noClasses()
          .that()
          .implement("org.dockwarden.dock.camera.CameraVolume")
          .should()
          .callMethodWhere(changesAFile())
          .orShould()
          .accessField(StandardOpenOption.class, "WRITE")
          .orShould()
          .accessField(StandardOpenOption.class, "APPEND")
          .because("I2: a camera's volume is read and nothing else");

  static final ArchRule ONLY_CONSOLES_PRINT =
      noClasses()
          .that(not(isConsole()))
          .should(ACCESS_STANDARD_STREAMS)
          .because("daemons log; only a command line speaks to a terminal");

  static final ArchRule NAMES_SAY_SOMETHING =
      noClasses()
          .should()
          .haveSimpleNameEndingWith("Manager")
          .orShould()
          .haveSimpleNameEndingWith("Helper")
          .orShould()
          .haveSimpleNameEndingWith("Util")
          .orShould()
          .haveSimpleNameEndingWith("Utils")
          .orShould()
          .haveSimpleNameEndingWith("Impl")
          .orShould()
          .haveSimpleNameEndingWith("Data")
          .orShould()
          .haveSimpleNameEndingWith("Info")
          .because("a name that fits everything says nothing");

  static final ArchRule LOGGING_IS_SLF4J =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.util.logging..", "org.apache.logging..", "org.apache.log4j..")
          .because("one way to log: slf4j, written by logback");

  static final ArchRule NOTHING_REFLECTS =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAPackage("java.lang.reflect..")
          .orShould()
          .callMethod(Class.class, "forName", String.class)
          .because("what is called can be found by searching for its name");

  static final ArchRule PACKAGES_HAVE_NO_CYCLES =
      slices().matching("org.dockwarden.(*).(*)..").should().beFreeOfCycles();

  private ClassRules() {}

  private static ArchRule onlyKnows(String module, String... forbidden) {
    return noClasses()
        .that()
        .resideInAPackage(module)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(forbidden)
        .because("the modules' arrows (ARCHITECTURE.md) point one way");
  }

  private static DescribedPredicate<JavaAccess<?>> deletesAFile() {
    return calls("deletes a file", DELETING);
  }

  private static DescribedPredicate<JavaAccess<?>> changesAFile() {
    return calls(
        "changes a file",
        Set.of(
            "delete",
            "deleteIfExists",
            "deleteFile",
            "deleteDirectory",
            "move",
            "copy",
            "write",
            "writeString",
            "newOutputStream",
            "newBufferedWriter",
            "createFile",
            "createDirectory",
            "createDirectories",
            "createLink",
            "setAttribute",
            "setLastModifiedTime",
            "truncate",
            "renameTo"));
  }

  private static DescribedPredicate<JavaAccess<?>> calls(String what, Set<String> names) {
    return describe(
        what,
        access -> {
          AccessTarget target = access.getTarget();
          return names.contains(target.getName())
              && HasOwner.Functions.Get.<JavaClass>owner()
                  .is(
                      type(Files.class)
                          .or(type(File.class))
                          .or(type(FileChannel.class))
                          .or(type(SecureDirectoryStream.class)))
                  .test(target);
        });
  }

  private static DescribedPredicate<JavaClass> isConsole() {
    return resideInAPackage("org.dockwarden.*.console..")
        .or(
            describe(
                "a Main, Console or Command",
                it -> {
                  String top = it.getName().replaceFirst("\\$.*", "");
                  return top.endsWith("Main") || top.endsWith("Console") || top.endsWith("Command");
                }));
  }
}
