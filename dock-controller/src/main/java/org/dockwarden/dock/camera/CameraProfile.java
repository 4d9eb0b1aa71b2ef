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
 * @param interfaceClasses the USB interface classes that the device may offer; one more and it is
 *     refused
 * @param files rules by path, first match wins; a file that none matches is metadata, never skipped
 * @param ignore glob patterns of files that the camera's own system keeps, never erased, never sent
 * @param recordedAt how the start of a recording is told from its path, if it is
 * @param serialFile file whose trimmed content is the serial, for cameras whose descriptor has none
 * @param firmwareFile file whose trimmed content is the firmware version
 * @param clockFile file that the camera writes its clock to at docking, if it does
 * @param settle a file is stable when its size and time have not changed for this long
 */
public record CameraProfile(
    String name,
    List<DeviceMatch> matches,
    Set<Integer> interfaceClasses,
    List<FileRule> files,
    List<String> ignore,
    Optional<RecordedAtRule> recordedAt,
    Optional<String> serialFile,
    Optional<String> firmwareFile,
    Optional<String> clockFile,
    Duration settle) {
  public CameraProfile {
    matches = List.copyOf(matches);
    interfaceClasses = Set.copyOf(interfaceClasses);
    files = List.copyOf(files);
    ignore = List.copyOf(ignore);
  }

  /** A vendor id and product id, {@code *} for any; four lower-case hexadecimal digits each. */
  public record DeviceMatch(String vendorId, String productId) {}

  /**
   * What files of one glob pattern are.
   *
   * @param pattern glob relative to the volume's root, case-insensitive, {@code **} crosses folders
   * @param kind {@code footage}, {@code metadata} or {@code sidecar}
   * @param flagged whether such files go first
   */
  public record FileRule(String pattern, String kind, boolean flagged) {}

  /**
   * A regular expression over the file name with named groups year, month, day, hour, minute,
   * second, and the zone that the camera's clock is in.
   */
  public record RecordedAtRule(String pattern, String zone) {}
}
