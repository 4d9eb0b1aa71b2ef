package org.dockwarden.system.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The whole of Dockwarden keeps the house rules. */
final class HouseRulesTest {
  private static final Path TOP = Path.of("").toAbsolutePath().resolve("..").normalize();

  private static final JavaClasses PRODUCT =
      new ClassFileImporter()
          .withImportOption(HouseRulesTest::isProduct)
          .importPackages("org.dockwarden");

  private final SourceRules sources = new SourceRules(TOP);

  @Test
  void seesTheClassesOfEveryModule() {
    for (String module :
        List.of("evidence", "dock", "agent", "gateway", "fleet", "verifier", "demo")) {
      assertTrue(
          PRODUCT.stream()
              .anyMatch(it -> it.getPackageName().startsWith("org.dockwarden." + module)),
          module);
    }
  }

  @Test
  void evidenceFormatTouchesNothing() {
    check(ClassRules.EVIDENCE_FORMAT_TOUCHES_NOTHING);
  }

  @Test
  void evidenceFormatReadsNoClock() {
    check(ClassRules.EVIDENCE_FORMAT_READS_NO_CLOCK);
  }

  @Test
  void librariesStandAlone() {
    check(ClassRules.EVIDENCE_FORMAT_STANDS_ALONE);
    check(ClassRules.DOCK_CONTROLLER_STANDS_ALONE);
    check(ClassRules.DOCK_CONTROLLER_SPEAKS_TO_NO_NETWORK);
  }

  @Test
  void arrowsBetweenDaemonsPointOneWay() {
    check(ClassRules.AGENT_KNOWS_NO_SERVER);
    check(ClassRules.GATEWAY_KNOWS_NO_DOCK);
    check(ClassRules.FLEET_KNOWS_NO_EVIDENCE);
    check(ClassRules.VERIFIER_IS_OFFLINE);
  }

  @Test
  void whatReadsACameraCannotErase() {
    check(ClassRules.ONLY_THESE_PACKAGES_DELETE);
    check(ClassRules.CAMERA_VOLUME_ONLY_READS);
    check(ClassRules.ONLY_THE_ERASER_HAS_MTP_SESSIONS);
    check(ClassRules.ONLY_THE_ERASER_ERASES_MTP_OBJECTS);
    check(ClassRules.VOLUMES_ARE_OPENED_TO_READ);
  }

  /** H-24. */
  @Test
  void commandsCannotReachEvidence() {
    check(CommandRules.HEALTH_KNOWS_ONLY_ITS_PORTS);
    check(CommandRules.HEALTH_TOUCHES_NO_KEY_AND_NO_DATABASE);
    check(CommandRules.ONLY_OUTBOX_AND_BOARD_OPEN_FILES);
    check(CommandRules.COMMANDS_KNOW_ONLY_THEIR_CONTROLS);
    check(CommandRules.COMMANDS_ASK_LITTLE_OF_THE_STATION);
    check(CommandRules.SUPPORT_BUNDLES_HOLD_THE_STATUS);
  }

  @Test
  void onlyConsolesPrint() {
    check(ClassRules.ONLY_CONSOLES_PRINT);
  }

  @Test
  void namesSaySomething() {
    check(ClassRules.NAMES_SAY_SOMETHING);
  }

  @Test
  void loggingIsSlf4j() {
    check(ClassRules.LOGGING_IS_SLF4J);
  }

  @Test
  void nothingReflects() {
    check(ClassRules.NOTHING_REFLECTS);
  }

  @Test
  void packagesHaveNoCycles() {
    check(ClassRules.PACKAGES_HAVE_NO_CYCLES);
  }

  @Test
  void filesAreShortAndLinesFit() throws IOException {
    assertTrue(sources.sources().size() > 100);
    assertEquals(List.of(), sources.tooLongFiles());
    assertEquals(List.of(), sources.tooLongLines());
  }

  @Test
  void nothingCatchesThrowable() throws IOException {
    assertEquals(List.of(), sources.catchesOfThrowable());
  }

  @Test
  void noTestSkipsItself() throws IOException {
    assertEquals(List.of(), sources.skippedTests());
  }

  @Test
  void everyPackageIsNullMarked() throws IOException {
    assertEquals(List.of(), sources.packagesWithoutNullMarked());
  }

  private static void check(ArchRule rule) {
    rule.allowEmptyShould(false).check(PRODUCT);
  }

  private static boolean isProduct(Location location) {
    return !location.contains("/test-classes/") && !location.contains("-tests.jar");
  }
}
