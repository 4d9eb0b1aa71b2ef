package org.dockwarden.evidence.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The guard, shown to fail what it has to fail: each case is a class that misbehaves. */
class GuardTest {
  private static final Logger LOG = LoggerFactory.getLogger(GuardTest.class);

  /** What a case leaves behind on purpose, to be cleaned up after the look at it. */
  private static final List<AutoCloseable> LEFT = new ArrayList<>();

  @AfterEach
  void closeWhatWasLeft() throws Exception {
    for (AutoCloseable left : LEFT) {
      left.close();
    }
    LEFT.clear();
  }

  @Test
  void passesQuietTest() {
    assertEquals(0, failures(Quiet.class));
  }

  @Test
  void failsUnexpectedWarning() {
    assertEquals(1, failures(Warns.class));
  }

  @Test
  void passesExpectedWarning() {
    assertEquals(0, failures(WarnsAsExpected.class));
  }

  @Test
  void failsWarningBeforeTheFirstTest() {
    assertTrue(failures(WarnsEarly.class) > 0);
  }

  @Test
  void failsLeakedThread() {
    assertEquals(1, failures(LeaksThread.class));
  }

  @Test
  void failsLeakedDescriptor() {
    assertEquals(1, failures(LeaksDescriptor.class));
  }

  @Test
  void failsDisabledTest() {
    assertEquals(1, failures(DisabledMethod.class));
    assertEquals(1, failures(DisabledClass.class));
    assertEquals(1, failures(DisabledOnLinux.class));
  }

  @Test
  void failsAbortedTest() {
    assertEquals(1, failures(Aborts.class));
    assertEquals(1, failures(AbortsBeforeAll.class));
  }

  @Test
  void letsHardwareTestsBeSkipped() {
    assertEquals(0, failures(SkippedForHardware.class));
  }

  /** Failed containers and tests. */
  private static long failures(Class<?> misbehaving) {
    EngineExecutionResults results =
        EngineTestKit.engine("junit-jupiter")
            .configurationParameter(GuardExtension.GRACE_MILLIS, "100")
            .enableImplicitConfigurationParameters(true)
            .selectors(selectClass(misbehaving))
            .execute();
    return results.allEvents().failed().count();
  }

  static class Quiet {
    @Test
    void logsInfo() throws IOException {
      LOG.info("all is well");
      Files.readAllBytes(Path.of("/proc/self/status"));
    }
  }

  static class Warns {
    @Test
    void warns() {
      LOG.warn("disk is slow");
    }
  }

  static class WarnsAsExpected {
    @Test
    @ExpectsLog("disk .* slow")
    @ExpectsLog("fire")
    void warns() {
      LOG.warn("disk is {}", "slow");
      LOG.error("fire");
    }
  }

  static class WarnsEarly {
    @BeforeAll
    static void warn() {
      LOG.warn("early");
    }

    @Test
    void passes() {
      LOG.info("fine");
    }
  }

  static class LeaksThread {
    @Test
    void leaves() {
      CountDownLatch end = new CountDownLatch(1);
      Thread thread =
          Thread.ofPlatform()
              .daemon(false)
              .start(
                  () -> {
                    try {
                      end.await();
                    } catch (InterruptedException e) {
                      Thread.currentThread().interrupt();
                    }
                  });
      LEFT.add(
          () -> {
            end.countDown();
            thread.join();
          });
    }
  }

  static class LeaksDescriptor {
    @Test
    void leaves() throws IOException {
      Path file = Files.createTempFile("guard", ".txt");
      LEFT.add(new FileInputStream(file.toFile()));
      Files.delete(file);
    }
  }

  static class DisabledMethod {
    @Test
    @Disabled("never")
    void never() {}
  }

  @Disabled("never")
  static class DisabledClass {
    @Test
    void never() {}
  }

  static class DisabledOnLinux {
    @Test
    @DisabledOnOs(OS.LINUX)
    void never() {}
  }

  static class Aborts {
    @Test
    void aborts() {
      Assumptions.assumeTrue(false, "not today");
    }
  }

  static class AbortsBeforeAll {
    @BeforeAll
    static void abort() {
      Assumptions.assumeTrue(false, "not today");
    }

    @Test
    void never() {}
  }

  @Tag("hardware")
  static class SkippedForHardware {
    @Test
    void aborts() {
      Assumptions.assumeTrue(false, "no camera");
    }

    @Test
    @Disabled("no dock")
    void never() {}
  }
}
