package org.dockwarden.dock.camera;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a kind of camera is and where its files lie. Read from TOML (spec/camera-profiles.md).
 *
 * @param name unique name, as it appears in manifests
 * @param matches devices that this profile is for; the first profile that matches is used
 * @param layout glob patterns of files of which at least one lies on a volume of this kind; empty
 *     if the device tells enough. Cameras of many makers share vendor and product ids
 * @param interfaceClasses the USB interface classes that the device may offer; one more and it is
 *     refused
 * @param files rules by path, first match wins; a file that none matches is metadata, never skipped
 * @param ignore glob patterns of files that the camera's own system keeps, never erased, never sent
 * @param recordedAt how the start of a recording is told from its path, if it is
 * @param serialFile file whose trimmed content is the serial, for cameras whose descriptor has none
 * @param firmwareFile file whose trimmed content is the firmware version
 * @param clockFile file that the camera writes its clock to at docking, if it does
 * @param access how the dock reaches its files
 * @param settle a file is stable when its size and time have not changed for this long
 * @param battery where the camera writes its charge when it is connected, if it does
 */
public record CameraProfile(
    String name,
    List<DeviceMatch> matches,
    List<String> layout,
    Set<Integer> interfaceClasses,
    List<FileRule> files,
    List<String> ignore,
    Optional<RecordedAtRule> recordedAt,
    Optional<String> serialFile,
    Optional<String> firmwareFile,
    Optional<String> clockFile,
    Access access,
    Duration settle,
    Optional<BatteryRule> battery) {
  public CameraProfile {
    matches = List.copyOf(matches);
    layout = List.copyOf(layout);
    interfaceClasses = Set.copyOf(interfaceClasses);
    files = List.copyOf(files);
    ignore = List.copyOf(ignore);
  }

  /** A profile of cameras that are disks and do not tell their charge. */
  public CameraProfile(
      String name,
      List<DeviceMatch> matches,
      List<String> layout,
      Set<Integer> interfaceClasses,
      List<FileRule> files,
      List<String> ignore,
      Optional<RecordedAtRule> recordedAt,
      Optional<String> serialFile,
      Optional<String> firmwareFile,
      Optional<String> clockFile,
      Duration settle) {
    this(
        name,
        matches,
        layout,
        interfaceClasses,
        files,
        ignore,
        recordedAt,
        serialFile,
        firmwareFile,
        clockFile,
        Access.DISK,
        settle,
        Optional.empty());
  }

  /** How the dock reaches a camera's files. */
  public enum Access {
    /** USB mass storage: its volume is mounted. */
    DISK,
    /** MTP or PTP: its objects are asked for, one by one (F-20). */
    MTP
  }

  /**
   * Where a camera's charge stands.
   *
   * @param file path of the file
   * @param pattern regular expression that is searched in its beginning, with the named group
   *     percent
   */
  public record BatteryRule(String file, String pattern) {}

  /** What a file is; the same words as in the manifest. */
  public enum Kind {
    FOOTAGE,
    METADATA,
    SIDECAR
  }

  /** A vendor id and product id, {@code *} for any; four lower-case hexadecimal digits each. */
  public record DeviceMatch(String vendorId, String productId) {}

  /**
   * What files of one glob pattern are.
   *
   * @param pattern glob relative to the volume's root, case-insensitive, {@code **} crosses folders
   * @param kind what they are
   * @param flagged whether such files go first
   */
  public record FileRule(String pattern, Kind kind, boolean flagged) {}

  /**
   * Where the camera's clock stands in a path.
   *
   * @param pattern regular expression that is searched in the path, with the named groups year
   *     (four digits, or two for 20xx), month, day, hour, minute and second
   * @param zone zone that the camera's clock is in, {@code Europe/London} or {@code UTC}
   */
  public record RecordedAtRule(String pattern, String zone) {}
}
