package org.dockwarden.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dockwarden.evidence.settings.SettingsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FleetSettingsTest {
  @TempDir private Path folder;

  @Test
  void pathsAreRelativeToTheFile() throws Exception {
    FleetSettings settings =
        read(
            """
            [fleet]
            name = "fleet-1"
            [mqtt]
            brokers = ["ssl://broker:8883"]
            trust = "ca.pem"
            certificate = "fleet.pem"
            key = "/etc/fleet.key"
            """);
    assertEquals(folder.resolve("ca.pem"), settings.brokers().trust());
    assertEquals(Path.of("/etc/fleet.key"), settings.brokers().key());
    assertEquals(new FleetSettings.Listen("127.0.0.1", 8086), settings.web());
  }

  @Test
  void everyProblemIsToldAtOnce() {
    SettingsException e =
        assertThrows(
            SettingsException.class,
            () ->
                read(
                    """
                    [fleet]
                    name = "fleet/1"
                    [web]
                    listen = "0.0.0.0:80"
                    [mqtt]
                    brokers = ["tcp://elsewhere:1883", "broker"]
                    trusts = "ca.pem"
                    """));
    String all = String.join("\n", e.problems());
    for (String word :
        List.of("fleet/1", "0.0.0.0:80", "tcp://elsewhere:1883", "trusts", "certificate", "key")) {
      assertTrue(all.contains(word), word + " in\n" + all);
    }
  }

  /** Every documented key can be written, and the test knows every key that is documented. */
  @Test
  void documentedKeysAreThose() throws Exception {
    Map<String, String> sample = new TreeMap<>();
    sample.put("fleet.name", "\"fleet-1\"");
    sample.put("fleet.group_separator", "\"/\"");
    sample.put("web.listen", "\"127.0.0.1:0\"");
    sample.put("mqtt.brokers", "[\"ssl://b:8883\"]");
    sample.put("mqtt.trust", "\"ca.pem\"");
    sample.put("mqtt.certificate", "\"f.pem\"");
    sample.put("mqtt.key", "\"f.key\"");
    sample.put("mqtt.reorder_timeout", "\"3s\"");
    sample.put("mqtt.rebirths_per_second", "7");
    sample.put("store.folder", "\"kept\"");
    sample.put("inventory.swap_cycles", "9");
    sample.put("inventory.missing_after", "\"3d\"");
    sample.put("inventory.late_after", "\"8h\"");
    sample.put("history.max_bytes", "\"64MiB\"");
    sample.put("history.max_age", "\"5d\"");
    assertEquals(sample.keySet(), documented());

    StringBuilder toml = new StringBuilder();
    sample.forEach((key, value) -> toml.append(key + " = " + value + "\n"));
    FleetSettings settings = read(toml.toString());
    assertEquals(new FleetSettings.Hosting("/", Duration.ofSeconds(3), 7), settings.hosting());
    assertEquals(
        new FleetSettings.Keeping(
            folder.resolve("kept"),
            9,
            Duration.ofDays(3),
            Duration.ofHours(8),
            64L << 20,
            Duration.ofDays(5)),
        settings.keeping());
  }

  private static Set<String> documented() throws IOException {
    String all = Files.readString(Path.of("../docs/operating/configuration.md"));
    int start = all.indexOf("## fleet.toml");
    String table = all.substring(start, all.indexOf("\n## ", start + 1));
    Set<String> keys = new TreeSet<>();
    for (String row : table.lines().filter(line -> line.startsWith("| `")).toList()) {
      Matcher key = Pattern.compile("`([a-z_.]+)`").matcher(row.split("\\|", -1)[1]);
      while (key.find()) {
        keys.add(key.group(1));
      }
    }
    return keys;
  }

  private FleetSettings read(String toml) throws IOException, SettingsException {
    return FleetSettings.read(Files.writeString(folder.resolve("fleet.toml"), toml));
  }
}
