package org.dockwarden.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

  private FleetSettings read(String toml) throws IOException, SettingsException {
    return FleetSettings.read(Files.writeString(folder.resolve("fleet.toml"), toml));
  }
}
