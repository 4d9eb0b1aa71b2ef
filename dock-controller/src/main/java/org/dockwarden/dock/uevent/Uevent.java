package org.dockwarden.dock.uevent;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A message of the kernel (lib/kobject_uevent.c): {@code ACTION@DEVPATH}, NUL, then {@code
 * KEY=value} strings, each ended by NUL.
 *
 * @param action {@code add}, {@code remove}, {@code change}, {@code bind}…
 * @param devicePath below sysfs, begins with a slash
 * @param values the rest
 */
public record Uevent(String action, String devicePath, Map<String, String> values) {
  /** The kernel's buffer is 2,048 bytes (UEVENT_BUFFER_SIZE), before it the header. */
  public static final int MAX_BYTES = 8192;

  private static final int MAX_VALUES = 64; // UEVENT_NUM_ENVP

  public Uevent {
    values = Map.copyOf(values);
  }

  /** The message in these bytes, if it is one of the kernel's. */
  public static Optional<Uevent> parse(byte[] message) {
    List<String> strings = strings(message);
    if (message.length > MAX_BYTES || strings.isEmpty() || strings.size() > MAX_VALUES + 1) {
      return Optional.empty();
    }
    String header = strings.getFirst();
    int at = header.indexOf("@/");
    if (at <= 0 || !header.substring(0, at).chars().allMatch(c -> c >= 'a' && c <= 'z')) {
      return Optional.empty(); // Such as "libudev": that is how udev marks its own.
    }
    Map<String, String> values = new HashMap<>();
    for (String entry : strings.subList(1, strings.size())) {
      int equals = entry.indexOf('=');
      if (equals <= 0) {
        return Optional.empty();
      }
      values.put(entry.substring(0, equals), entry.substring(equals + 1));
    }
    return Optional.of(new Uevent(header.substring(0, at), header.substring(at + 1), values));
  }

  /** Whether it may be about a camera: USB devices, and the disks that belong to them. */
  public boolean isAboutCameras() {
    String subsystem = values.getOrDefault("SUBSYSTEM", "");
    return subsystem.equals("usb") || subsystem.equals("block");
  }

  /** Every string that is ended by NUL; nothing if the last is not. */
  private static List<String> strings(byte[] message) {
    List<String> strings = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < message.length; i++) {
      if (message[i] == 0) {
        strings.add(new String(message, start, i - start, StandardCharsets.UTF_8));
        start = i + 1;
      }
    }
    return start == message.length ? strings : List.of();
  }
}
