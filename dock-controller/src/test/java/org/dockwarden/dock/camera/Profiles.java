package org.dockwarden.dock.camera;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dockwarden.dock.camera.CameraProfile.DeviceMatch;
import org.dockwarden.dock.camera.CameraProfile.FileRule;

/** Profiles and descriptors for tests. */
public final class Profiles {
  private Profiles() {}

  /** A profile without rules. */
  public static CameraProfile of(
      String name, String vendor, String product, List<String> layout, Integer... classes) {
    return of(name, vendor, product, layout, List.of(), List.of(), classes);
  }

  /** A profile with file rules. */
  public static CameraProfile of(
      String name,
      String vendor,
      String product,
      List<String> layout,
      List<FileRule> files,
      List<String> ignore,
      Integer... classes) {
    return new CameraProfile(
        name,
        List.of(new DeviceMatch(vendor, product)),
        layout,
        Set.of(classes),
        files,
        ignore,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Duration.ofSeconds(2));
  }

  /** A device of vendor 0951, product 1666. */
  public static CameraDescriptor device(String serial, Integer... classes) {
    return new CameraDescriptor("0951", "1666", serial, "Camera", Set.of(classes));
  }

  /** A verdict that lets anything be attached. */
  public static Verdict.Accepted accepted() {
    return new Verdict.Accepted(List.of(of("generic", "*", "*", List.of(), 8)));
  }
}
