package org.dockwarden.evidence.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.dockwarden.evidence.testing.Mutations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
  private static final String SAMPLE =
      """
      [dock]
      id = "dock-0001"
      bays = 6
      active = true
      [spool]
      folder = "spool"
      quota = "64GiB"
      [linux]
      ports = { "1" = "1-1.1", "2" = "1-1.2" }
      helper = ["/usr/lib/mount", "-r"]
      classes = [8, 14]
      [release]
      stage = "hand-over"
      hold = "12h"
      [[upload.window]]
      from = "07:00"
      [[upload.window]]
      from = "19:00"
      """;

  private enum Stage {
    STORED,
    HAND_OVER
  }

  @Test
  void readsEveryKindOfValue() throws Exception {
    Section root = Settings.parse(SAMPLE, Path.of("/etc/dockwarden/agent.toml"));
    Section dock = root.section("dock");
    assertEquals("dock-0001", dock.text("id"));
    assertEquals(6, dock.integer("bays", 1, 128));
    assertTrue(dock.bool("active", false));
    assertEquals("none", dock.text("note", "none"));
    Section spool = root.section("spool");
    assertEquals(Path.of("/etc/dockwarden/spool"), spool.path("folder"));
    assertEquals(64L << 30, spool.byteCount("quota", 0, 0, 1L << 40));
    assertEquals(1L << 30, spool.byteCount("reserve", 1L << 30, 0, 1L << 40));
    Section linux = root.section("linux");
    assertEquals(Map.of("1", "1-1.1", "2", "1-1.2"), linux.textMap("ports"));
    assertEquals(List.of("/usr/lib/mount", "-r"), linux.texts("helper"));
    assertEquals(List.of(8, 14), linux.integers("classes", 0, 255));
    Section release = root.section("release");
    assertEquals(Stage.HAND_OVER, release.choice("stage", Stage.STORED, Stage.class));
    assertEquals(
        Duration.ofHours(12),
        release.duration("hold", Duration.ZERO, Duration.ZERO, Duration.ofDays(90)));
    List<String> windows =
        root.section("upload").sections("window").stream().map(it -> it.text("from")).toList();
    assertEquals(List.of("07:00", "19:00"), windows);
    assertTrue(root.section("health").isEmpty());
    assertFalse(root.has("health"));
    root.finish();
  }

  @Test
  void tellsAllProblemsAtOnceWithTheirLines() throws Exception {
    String toml =
        """
        [gateway]
        port = 70000
        lisen = "x"
        busy = "yes"

        [[peer]]
        name = ""
        [extra]
        a = 1
        """;
    Section root = Settings.parse(toml, "gateway.toml");
    Section gateway = root.section("gateway");
    gateway.integer("port", 1, 65_535);
    gateway.text("listen");
    gateway.bool("busy", false);
    root.sections("peer").getFirst().text("name");
    List<String> problems = assertThrows(SettingsException.class, root::finish).problems();
    assertEquals(
        List.of(
            "gateway.toml:2: gateway.port: 70000 (expected: 1 to 65535)",
            "gateway.toml: gateway.listen: missing (expected: text)",
            "gateway.toml:4: gateway.busy: \"yes\" (expected: true or false)",
            "gateway.toml:7: peer[0].name: \"\" (expected: text that is not empty)",
            "gateway.toml:8: extra: unknown key (expected: one of gateway, peer)",
            "gateway.toml:3: gateway.lisen: unknown key (expected: did you mean \"listen\"?)"),
        problems);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "12, 12",
    "1B, 1",
    "8MiB, 8388608",
    "10GB, 10000000000",
    "1TiB, 1099511627776",
    "1kB, 1000",
    "1KiB, 1024"
  })
  void readsByteCounts(String text, long bytes) throws Exception {
    Section root = Settings.parse("a = \"" + text + "\"", "t");
    assertEquals(bytes, root.byteCount("a", -1, 0, Long.MAX_VALUE));
    root.finish();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"-1\"",
        "\"1 GiB\"",
        "\"1gb\"",
        "\"GiB\"",
        "\"\"",
        "1.5",
        "\"1.5GiB\"",
        "-1",
        "\"99999999999TiB\"",
        "\"9999999999999999999\"",
        "true",
        "[1]"
      })
  void refusesOtherByteCounts(String value) throws Exception {
    Section root = Settings.parse("a = " + value, "t");
    root.byteCount("a", 0, 0, Long.MAX_VALUE);
    assertThrows(SettingsException.class, root::finish);
  }

  @ParameterizedTest
  @CsvSource({"250ms, PT0.25S", "30s, PT30S", "5m, PT5M", "12h, PT12H", "7d, P7D", "0s, PT0S"})
  void readsDurations(String text, Duration duration) throws Exception {
    Section root = Settings.parse("a = \"" + text + "\"", "t");
    assertEquals(
        duration, root.duration("a", Duration.ofDays(1), Duration.ZERO, Duration.ofDays(30)));
    root.finish();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\"5\"", "5", "\"5 m\"", "\"-5m\"", "\"5M\"", "\"\"", "\"999999999999999999d\""})
  void refusesOtherDurations(String value) throws Exception {
    Section root = Settings.parse("a = " + value, "t");
    root.duration("a", Duration.ZERO, Duration.ZERO, Duration.ofDays(30));
    assertThrows(SettingsException.class, root::finish);
  }

  /** The boundary itself is allowed, one beyond is not. */
  @Test
  void holdsTheRange() throws Exception {
    for (int value : new int[] {0, 1, 5, 6}) {
      Section root = Settings.parse("a = " + value, "t");
      root.integer("a", 3, 1, 5);
      if (value >= 1 && value <= 5) {
        root.finish();
      } else {
        assertThrows(SettingsException.class, root::finish);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a = ",
        "a = 1\na = 2",
        "[a]\n[a]",
        "a",
        "= 1",
        "[a",
        "a = \"x",
        "a = 1 b = 2",
        "a = 99999999999999999999999",
        "a = 1979-05-27",
        "a = nan"
      })
  void refusesBrokenTomlAndValuesOfOtherKinds(String toml) {
    SettingsException refused =
        assertThrows(
            SettingsException.class,
            () -> {
              Section root = Settings.parse(toml, "agent.toml");
              root.integer("a", 0, 9);
              root.finish();
            });
    assertTrue(refused.problems().getFirst().startsWith("agent.toml"));
  }

  @Test
  void refusesSectionThatIsAValue() throws Exception {
    Section root = Settings.parse("gateway = 1\npeer = [1]\n", "t");
    assertTrue(root.section("gateway").isEmpty());
    assertTrue(root.sections("peer").isEmpty());
    assertEquals(2, assertThrows(SettingsException.class, root::finish).problems().size());
  }

  @Test
  void emptyFileHasDefaults() throws Exception {
    Section root = Settings.parse("", "t");
    assertEquals(3, root.section("dock").integer("bays", 3, 1, 9));
    root.finish();
  }

  /** Whatever the text: a section or a SettingsException. */
  @Test
  void survivesMutations() {
    long seed = 7;
    Mutations mutations = new Mutations(SAMPLE.getBytes(StandardCharsets.UTF_8), seed);
    for (int round = 0; round < 3000; round++) {
      String toml = new String(mutations.next(), StandardCharsets.ISO_8859_1);
      try {
        Section root = Settings.parse(toml, "t");
        root.section("dock").text("id");
        root.finish();
      } catch (SettingsException e) {
        assertFalse(e.problems().isEmpty(), "seed " + seed);
      }
    }
  }
}
