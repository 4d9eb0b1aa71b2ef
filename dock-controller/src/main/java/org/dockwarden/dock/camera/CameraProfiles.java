package org.dockwarden.dock.camera;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.dockwarden.dock.bay.BayReason;
import org.dockwarden.dock.camera.CameraProfile.DeviceMatch;
import org.dockwarden.dock.camera.Verdict.Accepted;
import org.dockwarden.dock.camera.Verdict.Refused;

/**
 * The profiles of a dock in order, and the verdict on a device (spec/camera-profiles.md, 2). Pure:
 * what a device says of itself is the only input, and nothing that it says is trusted further.
 */
public final class CameraProfiles {
  /** A USB string descriptor holds at most 126 UTF-16 units (USB 2.0, 9.6.7). */
  public static final int MAX_SERIAL_LENGTH = 126;

  /**
   * What types, networks or has further ports is no camera; the port helper has the same (F-15).
   */
  private static final Set<Integer> NO_CAMERAS = Set.of(0x02, 0x03, 0x09, 0x0a, 0xe0);

  private static final String ANY = "*";

  private final List<CameraProfile> profiles;

  private CameraProfiles(List<CameraProfile> profiles) {
    this.profiles = List.copyOf(profiles);
  }

  /** The profiles in this order; every pattern is checked here, so that none can fail later. */
  public static CameraProfiles of(List<CameraProfile> profiles) {
    Set<String> names = new HashSet<>();
    for (CameraProfile profile : profiles) {
      if (!names.add(profile.name())) {
        throw new IllegalArgumentException(
            "name: " + profile.name() + " (expected: one profile of a name)");
      }
      check(profile);
    }
    return new CameraProfiles(profiles);
  }

  /**
   * Checks the classes and compiles every pattern of a profile; throws {@code
   * IllegalArgumentException} with the first mistake.
   */
  public static void check(CameraProfile profile) {
    for (int allowed : profile.interfaceClasses()) {
      if (NO_CAMERAS.contains(allowed)) {
        throw new IllegalArgumentException(
            "interface_classes: " + allowed + " (expected: none of a keyboard, network or hub)");
      }
    }
    FileClassifier.of(profile);
    profile.layout().forEach(Glob::of);
    profile.recordedAt().ifPresent(RecordedAt::of);
    profile.battery().ifPresent(BatteryLevel::of);
  }

  /** Whether the device may be used, and as what. */
  public Verdict judge(CameraDescriptor device) {
    if (device.interfaceClasses().isEmpty() || device.serial().length() > MAX_SERIAL_LENGTH) {
      return new Refused(
          BayReason.ENUMERATION_FAILED,
          "%s: %d interfaces, serial of %d characters (expected: >= 1, <= %d)"
              .formatted(
                  id(device),
                  device.interfaceClasses().size(),
                  device.serial().length(),
                  MAX_SERIAL_LENGTH));
    }
    List<CameraProfile> accepting = new ArrayList<>();
    Set<Integer> surplus = new TreeSet<>();
    for (CameraProfile profile : profiles) {
      if (profile.matches().stream().noneMatch(match -> isMatch(match, device))) {
        continue;
      }
      if (profile.interfaceClasses().containsAll(device.interfaceClasses())) {
        if (accepting.isEmpty() || accepting.getFirst().access() == profile.access()) {
          accepting.add(profile); // F-23: the first decides how the files are reached.
        }
      } else if (accepting.isEmpty()) {
        surplus.addAll(device.interfaceClasses());
        surplus.removeAll(profile.interfaceClasses());
      }
      if (isNamed(profile, device)) {
        break; // A profile that names the device decides alone; no wildcard can widen it.
      }
    }
    return accepting.isEmpty() ? refused(device, surplus) : new Accepted(accepting);
  }

  private static Refused refused(CameraDescriptor device, Set<Integer> surplus) {
    if (surplus.isEmpty()) {
      return new Refused(
          BayReason.UNKNOWN_DEVICE, id(device) + " (expected: a device that a profile matches)");
    }
    return new Refused(
        BayReason.FORBIDDEN_INTERFACE,
        id(device) + ": interface classes " + surplus + " (expected: only those of the profile)");
  }

  /** Whether the profile names vendor and product, so that it decides alone. */
  private static boolean isNamed(CameraProfile profile, CameraDescriptor device) {
    return profile.layout().isEmpty()
        && profile.matches().stream()
            .anyMatch(match -> !match.productId().equals(ANY) && isMatch(match, device));
  }

  private static boolean isMatch(DeviceMatch match, CameraDescriptor device) {
    return isMatch(match.vendorId(), device.vendorId())
        && isMatch(match.productId(), device.productId());
  }

  private static boolean isMatch(String wanted, String actual) {
    return wanted.equals(ANY) || wanted.equals(actual);
  }

  private static String id(CameraDescriptor device) {
    return "device: " + device.vendorId() + ":" + device.productId();
  }
}
