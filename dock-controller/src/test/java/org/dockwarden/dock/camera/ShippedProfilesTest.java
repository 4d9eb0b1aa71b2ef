package org.dockwarden.dock.camera;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dockwarden.dock.camera.CameraProfile.RecordedAtRule;
import org.junit.jupiter.api.Test;

/** What the texts hold; that they are profiles is shown where TOML is read. */
class ShippedProfilesTest {
  private static final Map<String, String> TEXTS = ShippedProfiles.texts();

  private static String text(String name) {
    return Objects.requireNonNull(TEXTS.get(name));
  }

  private static RecordedAt rule(String name) {
    return RecordedAt.of(
        new RecordedAtRule(
            first("(?m)^pattern = '([^'\\n]*)'$", text(name)),
            first("(?m)^zone = \"([^\"\\n]*)\"", text(name))));
  }

  private static String first(String pattern, String text) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertTrue(matcher.find(), pattern);
    return matcher.group(1);
  }

  private static Optional<Instant> at(String name, String path) {
    return rule(name).of(path.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void triesTheGenericProfilesLast() {
    assertEquals(
        List.of("officer-device-time", "transcend-drivepro-body", "generic-dcim", "generic-mtp"),
        List.copyOf(TEXTS.keySet()));
    TEXTS.forEach((name, text) -> assertTrue(text.contains("name = \"" + name + "\""), name));
  }

  @Test
  void citesTheSourceOfEveryLayout() {
    assertTrue(text("officer-device-time").contains("[source: "));
    assertTrue(text("transcend-drivepro-body").contains("[source: "));
  }

  @Test
  void readsTheTimeInNamesWithOfficerAndDevice() {
    // In November London is at UTC, in June an hour ahead.
    assertEquals(
        Optional.of(Instant.parse("2026-11-21T20:15:30Z")),
        at("officer-device-time", "DCIM/Video/012345_0000042_20261121201530_0007.mp4"));
    assertEquals(
        Optional.of(Instant.parse("2026-06-21T19:15:30Z")),
        at("officer-device-time", "DCIM/a/0000042/012345/2026-06-21/20260621201530_0007IMP.MP4"));
  }

  @Test
  void readsTheTimeInNamesOfDriveProBody() {
    assertEquals(
        Optional.of(Instant.parse("2026-11-21T20:15:30Z")),
        at("transcend-drivepro-body", "DPB30/2026_1121_201530_007.MP4"));
  }

  @Test
  void givesNoTimeForOneThatDoesNotExistOrIsAmbiguous() {
    for (String time :
        List.of("20261321201530", "20260230201530", "20260329013000", "20261025013000")) {
      assertEquals(
          Optional.empty(), at("officer-device-time", "DCIM/1_2_" + time + "_0001.mp4"), time);
    }
  }

  @Test
  void tellsTheLayoutsApart() {
    Glob named = Glob.of("DCIM/**/*_*_20????????????_????.mp4");
    assertTrue(text("officer-device-time").contains("\"DCIM/**/*_*_20????????????_????.mp4\""));
    assertTrue(named.matches(bytes("DCIM/Video/012345_0000042_20261121201530_0007.mp4")));
    assertFalse(named.matches(bytes("DCIM/100MEDIA/REC_0001.MP4")));
  }

  private static byte[] bytes(String path) {
    return path.getBytes(StandardCharsets.UTF_8);
  }
}
