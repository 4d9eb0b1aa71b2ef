package org.dockwarden.system.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule refuses its counter-example, and fails when it finds nothing to look at. */
final class RulesBiteTest {
  private static final Pattern PACKAGE = Pattern.compile("package ([\\w.]+);");
  private static final Pattern NAME = Pattern.compile("(?:class|interface) (\\w+)");

  @TempDir Path folder = Path.of("");

  static Stream<Arguments> counterExamples() {
    return Stream.of(
        bad(
            ClassRules.EVIDENCE_FORMAT_TOUCHES_NOTHING,
            "package org.dockwarden.evidence.x; class A { java.nio.file.FileSystem f; }"),
        bad(
            ClassRules.EVIDENCE_FORMAT_TOUCHES_NOTHING,
            "package org.dockwarden.evidence.x; class A { java.net.Socket f; }"),
        bad(
            ClassRules.EVIDENCE_FORMAT_TOUCHES_NOTHING,
            "package org.dockwarden.evidence.x; class A { java.time.Clock f; }"),
        bad(
            ClassRules.EVIDENCE_FORMAT_READS_NO_CLOCK,
            "package org.dockwarden.evidence.x; class A { long t = System.currentTimeMillis(); }"),
        bad(
            ClassRules.EVIDENCE_FORMAT_STANDS_ALONE,
            "package org.dockwarden.evidence.x; class A { org.dockwarden.agent.x.B b; }",
            "package org.dockwarden.agent.x; public class B {}"),
        bad(
            ClassRules.DOCK_CONTROLLER_STANDS_ALONE,
            "package org.dockwarden.dock.x; class A { org.dockwarden.evidence.x.B b; }",
            "package org.dockwarden.evidence.x; public class B {}"),
        bad(
            ClassRules.DOCK_CONTROLLER_SPEAKS_TO_NO_NETWORK,
            "package org.dockwarden.dock.x; class A { java.net.Socket f; }"),
        bad(
            ClassRules.AGENT_KNOWS_NO_SERVER,
            "package org.dockwarden.agent.x; class A { org.dockwarden.gateway.x.B b; }",
            "package org.dockwarden.gateway.x; public class B {}"),
        bad(
            ClassRules.GATEWAY_KNOWS_NO_DOCK,
            "package org.dockwarden.gateway.x; class A { org.dockwarden.dock.x.B b; }",
            "package org.dockwarden.dock.x; public class B {}"),
        bad(
            ClassRules.FLEET_KNOWS_NO_EVIDENCE,
            "package org.dockwarden.fleet.x; class A { org.dockwarden.evidence.age.B b; }",
            "package org.dockwarden.evidence.age; public class B {}"),
        bad(
            ClassRules.VERIFIER_IS_OFFLINE,
            "package org.dockwarden.verifier.x; class A { java.net.Socket f; }"),
        bad(
            ClassRules.ONLY_THESE_PACKAGES_DELETE,
            """
            package org.dockwarden.agent.offload;
            class A { void a(java.io.File f) { f.delete(); } }
            """),
        bad(
            ClassRules.ONLY_THESE_PACKAGES_DELETE,
            """
            package org.dockwarden.dock.x;
            class A { void a(java.nio.file.Path f) throws Exception {
              java.nio.file.Files.deleteIfExists(f); } }
            """),
        bad(
            ClassRules.ONLY_THESE_PACKAGES_DELETE,
            """
            package org.dockwarden.agent.release;
            class A { void a(java.nio.file.SecureDirectoryStream<String> f) throws Exception {
              f.deleteFile(""); } }
            """),
        bad(
            ClassRules.CAMERA_VOLUME_ONLY_READS,
            "package org.dockwarden.dock.camera; interface CameraVolume { void erase(); }"),
        bad(
            ClassRules.ONLY_THE_ERASER_HAS_MTP_SESSIONS,
            "package org.dockwarden.agent.offload; class A { org.dockwarden.dock.libmtp.B b; }",
            "package org.dockwarden.dock.libmtp; public class B {}"),
        bad(
            ClassRules.ONLY_THE_ERASER_ERASES_MTP_OBJECTS,
            """
            package org.dockwarden.dock.libmtp;
            public interface ErasingSession { void erase(int id); }
            """,
            """
            package org.dockwarden.dock.libmtp;
            class A { void a(ErasingSession b) { b.erase(1); } }
            """),
        bad(
            ClassRules.VOLUMES_ARE_OPENED_TO_READ,
            "package org.dockwarden.dock.camera; public interface CameraVolume {}",
            """
            package org.dockwarden.dock.x;
            class A implements org.dockwarden.dock.camera.CameraVolume {
              void a(java.nio.file.Path f) throws Exception { java.nio.file.Files.createFile(f); } }
            """),
        bad(
            ClassRules.VOLUMES_ARE_OPENED_TO_READ,
            "package org.dockwarden.dock.camera; public interface CameraVolume {}",
            """
            package org.dockwarden.dock.x;
            class A implements org.dockwarden.dock.camera.CameraVolume {
              Object a = java.nio.file.StandardOpenOption.WRITE; }
            """),
        bad(
            CommandRules.HEALTH_KNOWS_ONLY_ITS_PORTS,
            "package org.dockwarden.agent.health.command; class A { org.dockwarden.agent.spool.B b;"
                + " }",
            "package org.dockwarden.agent.spool; public class B {}"),
        bad(
            CommandRules.HEALTH_KNOWS_ONLY_ITS_PORTS,
            "package org.dockwarden.agent.health; class A { org.dockwarden.agent.journal.B b; }",
            "package org.dockwarden.agent.journal; public class B {}"),
        bad(
            CommandRules.HEALTH_TOUCHES_NO_KEY_AND_NO_DATABASE,
            "package org.dockwarden.agent.health; class A { java.security.PrivateKey k; }"),
        bad(
            CommandRules.ONLY_OUTBOX_AND_BOARD_OPEN_FILES,
            """
            package org.dockwarden.agent.health.command;
            class A { byte[] a(java.nio.file.Path f) throws Exception {
              return java.nio.file.Files.readAllBytes(f); } }
            """),
        bad(
            CommandRules.COMMANDS_KNOW_ONLY_THEIR_CONTROLS,
            "package org.dockwarden.agent; class AgentControls { org.dockwarden.agent.spool.B b; }",
            "package org.dockwarden.agent.spool; public class B {}"),
        bad(
            CommandRules.COMMANDS_ASK_LITTLE_OF_THE_STATION,
            "package org.dockwarden.agent.station; public class Station { public void end() {} }",
            """
            package org.dockwarden.agent;
            class AgentControls { void a(org.dockwarden.agent.station.Station s) { s.end(); } }
            """),
        bad(
            CommandRules.SUPPORT_BUNDLES_HOLD_THE_STATUS,
            "package org.dockwarden.agent; class SupportBundle { org.dockwarden.agent.spool.B b; }",
            "package org.dockwarden.agent.spool; public class B {}"),
        bad(
            ClassRules.ONLY_CONSOLES_PRINT,
            """
            package org.dockwarden.agent.x; class A { void a() { System.out.println(1); } }
            """),
        bad(ClassRules.NAMES_SAY_SOMETHING, "package org.dockwarden.agent.x; class BayManager {}"),
        bad(ClassRules.NAMES_SAY_SOMETHING, "package org.dockwarden.agent.x; class FileInfo {}"),
        bad(
            ClassRules.LOGGING_IS_SLF4J,
            "package org.dockwarden.agent.x; class A { java.util.logging.Logger l; }"),
        bad(
            ClassRules.NOTHING_REFLECTS,
            "package org.dockwarden.agent.x; class A { java.lang.reflect.Method m; }"),
        bad(
            ClassRules.PACKAGES_HAVE_NO_CYCLES,
            "package org.dockwarden.agent.x; public class A { org.dockwarden.agent.y.B b; }",
            "package org.dockwarden.agent.y; public class B { org.dockwarden.agent.x.A a; }"));
  }

  @ParameterizedTest
  @MethodSource("counterExamples")
  void refusesItsCounterExample(ArchRule rule, List<String> classes) throws IOException {
    assertTrue(rule.evaluate(compiled(classes)).hasViolation(), rule::getDescription);
  }

  @ParameterizedTest
  @MethodSource("counterExamples")
  void failsWhenItFindsNothingToLookAt(ArchRule rule, List<String> classes) throws IOException {
    JavaClasses nothing =
        new ClassFileImporter().importPath(Files.createDirectory(folder.resolve("none")));
    boolean failed = false;
    try {
      rule.allowEmptyShould(false).check(nothing);
    } catch (AssertionError expected) {
      failed = true;
    }
    assertTrue(failed, rule::getDescription);
    assertTrue(!classes.isEmpty());
  }

  @Test
  void sourceRulesRefuseTheirCounterExamples() throws IOException {
    Path bad = Files.createDirectories(folder.resolve("module/src/test/java/bad"));
    Files.writeString(bad.resolve("Long.java"), "//\n".repeat(SourceRules.MAX_LINES + 1));
    Files.writeString(bad.resolve("Wide.java"), "/".repeat(SourceRules.MAX_COLUMNS + 1));
    Files.writeString(bad.resolve("Greedy.java"), "try {} catch (" + "Throwable t) {}");
    Files.writeString(bad.resolve("Lazy.java"), "@Disabled class Lazy {}");
    Files.writeString(bad.resolve("Rig.java"), "@Tag(\"hardware\") @Disabled class Rig {}");
    SourceRules rules = new SourceRules(folder);
    assertEquals(5, rules.sources().size());
    assertEquals(1, rules.tooLongFiles().size());
    assertEquals(1, rules.tooLongLines().size());
    assertEquals(1, rules.catchesOfThrowable().size());
    assertEquals(List.of("module/src/test/java/bad/Lazy.java: skips tests"), rules.skippedTests());
    assertEquals(1, rules.packagesWithoutNullMarked().size());
    Files.writeString(bad.resolve("package-info.java"), "@NullMarked package bad;");
    assertEquals(List.of(), rules.packagesWithoutNullMarked());
  }

  private static Arguments bad(ArchRule rule, String... classes) {
    return Arguments.of(rule, List.of(classes));
  }

  private JavaClasses compiled(List<String> classes) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("-proc:none", "-d"));
    Path output = Files.createDirectory(folder.resolve("classes"));
    arguments.add(output.toString());
    for (String source : classes) {
      Path file = folder.resolve(first(PACKAGE, source).replace('.', '/'));
      file = Files.createDirectories(file).resolve(first(NAME, source) + ".java");
      arguments.add(Files.writeString(file, source).toString());
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    assertEquals(0, compiler.run(null, null, null, arguments.toArray(String[]::new)));
    return new ClassFileImporter().importPath(output);
  }

  private static String first(Pattern pattern, String source) {
    Matcher found = pattern.matcher(source);
    assertTrue(found.find(), source);
    return found.group(1);
  }
}
