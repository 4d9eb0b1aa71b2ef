package org.dockwarden.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Plugs simulated cameras into bays: a file in the dock's folder is a device in a bay. */
record SimulatedBay(Path folder, int number) {
  /** How many the demo's dock has. */
  static final int COUNT = 6;

  private static final Pattern SERIAL = Pattern.compile("(?m)^serial = \"([A-Z]+-\\d+)\"$");

  /** All bays of the dock, by number. */
  static List<SimulatedBay> all(DemoFolder folder) {
    return IntStream.rangeClosed(1, COUNT)
        .mapToObj(number -> new SimulatedBay(folder.bays(), number))
        .toList();
  }

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
        battery_percent = %d
        """
            .formatted(Toml.text(volume.toString()), Toml.text(serial), batteryPercent()));
    Files.move(unfinished, file(), StandardCopyOption.ATOMIC_MOVE);
  }

  /** Another for each bay, so that they are not ready all at once. */
  private int batteryPercent() {
    return 70 - 7 * number;
  }

  boolean isFree() {
    return !Files.exists(file());
  }

  /** The camera that is in it. */
  Optional<String> serial() throws IOException {
    if (isFree()) {
      return Optional.empty();
    }
    Matcher found = SERIAL.matcher(Files.readString(file()));
    return found.find() ? Optional.of(found.group(1)) : Optional.empty();
  }

  /** Takes the camera out. */
  void undock() throws IOException {
    Files.deleteIfExists(file());
  }

  private Path file() {
    return folder.resolve("bay-" + number + ".toml");
  }
}
