package org.dockwarden.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Plugs simulated cameras into bays: a file in the dock's folder is a device in a bay. */
record SimulatedBay(Path folder, int number) {
  /** Plugs in a camera with this serial whose volume is this folder. */
  void dock(String serial, Path volume) throws IOException {
    Path unfinished = folder.resolve(".bay-" + number + ".part");
    Files.writeString(
        unfinished,
        """
        volume = %s
        vendor_id = "1209"
        product_id = "d0c1"
        serial = %s
        product = "Simulated body-worn camera"
        interface_classes = [8]
        """
            .formatted(Toml.text(volume.toString()), Toml.text(serial)));
    Files.move(unfinished, file(), StandardCopyOption.ATOMIC_MOVE);
  }

  /** Takes the camera out. */
  void undock() throws IOException {
    Files.deleteIfExists(file());
  }

  private Path file() {
    return folder.resolve("bay-" + number + ".toml");
  }
}
