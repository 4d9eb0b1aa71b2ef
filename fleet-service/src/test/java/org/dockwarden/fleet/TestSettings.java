package org.dockwarden.fleet;

import java.nio.file.Files;
import java.nio.file.Path;

/** A fleet.toml for a broker of a test, with what a test adds. */
public final class TestSettings {
  private TestSettings() {}

  /**
   * Reads one.
   *
   * @param keys of ca.pem, fleet-1.pem, fleet-1.key
   * @param store empty at first
   * @param more tables
   */
  public static FleetSettings of(String broker, Path keys, Path store, String more)
      throws Exception {
    String toml =
        """
        [fleet]
        name = "fleet-1"
        [web]
        listen = "127.0.0.1:0"
        [mqtt]
        brokers = ["%s"]
        trust = "ca.pem"
        certificate = "fleet-1.pem"
        key = "fleet-1.key"
        [store]
        folder = "%s"
        """
            .formatted(broker, store);
    return FleetSettings.read(Files.writeString(keys.resolve("fleet.toml"), toml + more));
  }
}
