package org.dockwarden.agent.configuration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.Set;
import org.dockwarden.dock.camera.CameraDescriptor;
import org.dockwarden.dock.camera.Verdict;
import org.dockwarden.evidence.settings.SettingsException;
import org.junit.jupiter.api.Test;

final class ProfileTomlTest {
  @Test
  void readsTheShippedProfiles() throws Exception {
    CameraDescriptor disk = new CameraDescriptor("1234", "abcd", "S1", "Disk", Set.of(8));
    assertTrue(ProfileToml.readAll(Optional.empty()).judge(disk) instanceof Verdict.Accepted);
  }

  @Test
  void saysEveryProblemAtOnce() {
    SettingsException e =
        assertThrows(
            SettingsException.class,
            () ->
                ProfileToml.read(
                    """
                    name = "Not Allowed"
                    interface_clases = [8]
                    [[match]]
                    vendor_id = "ABCD"
                    product_id = "*"
                    """,
                    "bad.toml"));
    assertEquals(4, e.problems().size(), e.problems().toString());
  }
}
