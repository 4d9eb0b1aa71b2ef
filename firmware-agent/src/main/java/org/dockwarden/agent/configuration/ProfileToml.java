package org.dockwarden.agent.configuration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.dockwarden.dock.camera.CameraProfile;
import org.dockwarden.dock.camera.CameraProfile.Access;
import org.dockwarden.dock.camera.CameraProfile.BatteryRule;
import org.dockwarden.dock.camera.CameraProfile.DeviceMatch;
import org.dockwarden.dock.camera.CameraProfile.FileRule;
import org.dockwarden.dock.camera.CameraProfile.Kind;
import org.dockwarden.dock.camera.CameraProfile.RecordedAtRule;
import org.dockwarden.dock.camera.CameraProfiles;
import org.dockwarden.dock.camera.ShippedProfiles;
import org.dockwarden.evidence.settings.Section;
import org.dockwarden.evidence.settings.Settings;
import org.dockwarden.evidence.settings.SettingsException;

/** Camera profiles from TOML (spec/camera-profiles.md, 1). */
public final class ProfileToml {
  private static final int MAX_CLASS = 255;
  private static final Duration LONGEST_SETTLE = Duration.ofSeconds(60);
  private static final String ID = "[0-9a-f]{4}|\\*";
  private static final String ID_EXPECTED = "four lower-case hexadecimal digits, or *";

  private ProfileToml() {}

  /** The site's own profiles by file name, then the shipped ones (F-1). */
  public static CameraProfiles readAll(Optional<Path> folder)
      throws IOException, SettingsException {
    List<CameraProfile> profiles = new ArrayList<>();
    if (folder.isPresent()) {
      try (Stream<Path> files = Files.list(folder.get())) {
        for (Path file :
            files.filter(name -> name.toString().endsWith(".toml")).sorted().toList()) {
          profiles.add(read(Files.readString(file), file.toString()));
        }
      }
    }
    for (Map.Entry<String, String> shipped : ShippedProfiles.texts().entrySet()) {
      profiles.add(read(shipped.getValue(), shipped.getKey()));
    }
    try {
      return CameraProfiles.of(profiles);
    } catch (IllegalArgumentException e) {
      throw new SettingsException(List.of(String.valueOf(e.getMessage())));
    }
  }

  /** One profile. */
  public static CameraProfile read(String toml, String source) throws SettingsException {
    Section root = Settings.parse(toml, source);
    CameraProfile profile =
        new CameraProfile(
            name(root),
            root.sections("match").stream().map(ProfileToml::match).toList(),
            root.texts("layout"),
            new HashSet<>(root.integers("interface_classes", 0, MAX_CLASS)),
            root.sections("file").stream().map(ProfileToml::rule).toList(),
            root.texts("ignore"),
            recordedAt(root),
            root.optionalText("serial_file"),
            root.optionalText("firmware_file"),
            root.optionalText("clock_file"),
            root.choice("access", Access.DISK, Access.class),
            root.duration("settle", Duration.ofSeconds(2), Duration.ZERO, LONGEST_SETTLE),
            battery(root));
    if (profile.matches().isEmpty()) {
      root.problem("match", "none", "at least one [[match]]");
    }
    if (profile.interfaceClasses().isEmpty()) {
      root.problem("interface_classes", "none", "at least one");
    }
    root.finish();
    try {
      CameraProfiles.check(profile);
    } catch (IllegalArgumentException e) {
      throw new SettingsException(List.of(source + ": " + e.getMessage()));
    }
    return profile;
  }

  private static String name(Section root) {
    String name = root.text("name");
    if (!name.matches("[a-z0-9-]{1,64}")) {
      root.problem("name", name, "1 to 64 of a-z 0-9 -");
    }
    return name;
  }

  private static DeviceMatch match(Section section) {
    return new DeviceMatch(id(section, "vendor_id"), id(section, "product_id"));
  }

  private static String id(Section section, String key) {
    String id = section.text(key);
    if (!id.matches(ID)) {
      section.problem(key, id, ID_EXPECTED);
    }
    return id;
  }

  private static FileRule rule(Section section) {
    return new FileRule(
        section.text("pattern"),
        section.choice("kind", Kind.class),
        section.bool("flagged", false));
  }

  private static Optional<BatteryRule> battery(Section root) {
    Optional<String> file = root.optionalText("battery_file");
    Optional<String> pattern = root.optionalText("battery_pattern");
    if (file.isPresent() != pattern.isPresent()) {
      root.problem("battery_pattern", pattern.orElse("none"), "both it and battery_file");
    }
    return file.flatMap(path -> pattern.map(search -> new BatteryRule(path, search)));
  }

  private static Optional<RecordedAtRule> recordedAt(Section root) {
    if (!root.has("recorded_at")) {
      return Optional.empty();
    }
    Section section = root.section("recorded_at");
    return Optional.of(new RecordedAtRule(section.text("pattern"), section.text("zone")));
  }
}
