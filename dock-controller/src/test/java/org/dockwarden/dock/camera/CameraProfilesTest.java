package org.dockwarden.dock.camera;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.dockwarden.dock.bay.BayReason;
import org.dockwarden.dock.camera.CameraProfile.FileRule;
import org.dockwarden.dock.camera.CameraProfile.Kind;
import org.dockwarden.dock.camera.FileClassifier.FileClass;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CameraProfilesTest {
  private static final CameraProfile ANY_DISK = Profiles.of("disk", "*", "*", List.of(), 8);

  private static BayReason refusal(Verdict verdict) {
    return assertInstanceOf(Verdict.Refused.class, verdict).reason();
  }

  private static VolumeFile file(String path) {
    return new VolumeFile(path.getBytes(StandardCharsets.UTF_8), 1, Instant.EPOCH, 1, 1);
  }

  @Test
  void acceptsADeviceWithAllowedInterfacesOnly() {
    CameraProfiles profiles = CameraProfiles.of(List.of(ANY_DISK));
    assertInstanceOf(Verdict.Accepted.class, profiles.judge(Profiles.device("S1", 8)));
    assertEquals(
        BayReason.FORBIDDEN_INTERFACE, refusal(profiles.judge(Profiles.device("S1", 8, 3))));
  }

  @Test
  void refusesWhatNoProfileMatches() {
    CameraProfiles profiles =
        CameraProfiles.of(List.of(Profiles.of("other", "1234", "*", List.of(), 8)));
    assertEquals(BayReason.UNKNOWN_DEVICE, refusal(profiles.judge(Profiles.device("S1", 8))));
  }

  @Test
  void refusesADeviceWithoutInterfacesOrWithAnImpossibleSerial() {
    CameraProfiles profiles = CameraProfiles.of(List.of(ANY_DISK));
    assertEquals(BayReason.ENUMERATION_FAILED, refusal(profiles.judge(Profiles.device("S1"))));
    assertInstanceOf(Verdict.Accepted.class, profiles.judge(Profiles.device("S".repeat(126), 8)));
    assertEquals(
        BayReason.ENUMERATION_FAILED, refusal(profiles.judge(Profiles.device("S".repeat(127), 8))));
  }

  @Test
  void letsNoWildcardWidenAProfileThatNamesTheDevice() {
    CameraProfile named = Profiles.of("named", "0951", "1666", List.of(), 8);
    CameraProfile wide = Profiles.of("wide", "*", "*", List.of(), 8, 6);
    CameraProfiles profiles = CameraProfiles.of(List.of(named, wide));
    assertEquals(
        BayReason.FORBIDDEN_INTERFACE, refusal(profiles.judge(Profiles.device("S1", 8, 6))));
  }

  @Test
  void choosesTheFirstProfileWhoseLayoutIsFound() {
    CameraProfile layout = Profiles.of("layout", "*", "*", List.of("DPB??/**"), 8);
    Verdict verdict = CameraProfiles.of(List.of(layout, ANY_DISK)).judge(Profiles.device("S1", 8));
    Verdict.Accepted accepted = assertInstanceOf(Verdict.Accepted.class, verdict);
    assertEquals(layout, accepted.profileFor(List.of(file("x"), file("dpb30/a.mp4"))));
    assertEquals(ANY_DISK, accepted.profileFor(List.of(file("DCIM/a.mp4"))));
    assertEquals(ANY_DISK, accepted.profileFor(List.of()));
  }

  @Test
  void keepsReadingACameraWhoseLayoutIsNowhereFound() {
    CameraProfile layout = Profiles.of("layout", "*", "*", List.of("DPB??/**"), 8);
    assertEquals(layout, new Verdict.Accepted(List.of(layout)).profileFor(List.of(file("a"))));
  }

  @Test
  void refusesTwoProfilesOfOneName() {
    assertThrows(
        IllegalArgumentException.class, () -> CameraProfiles.of(List.of(ANY_DISK, ANY_DISK)));
  }

  @Test
  void classifiesByTheFirstRuleAndNeverSkips() {
    FileClassifier classifier =
        FileClassifier.of(
            Profiles.of(
                "rules",
                "*",
                "*",
                List.of(),
                List.of(
                    new FileRule("**/*IMP.mp4", Kind.FOOTAGE, true),
                    new FileRule("**/*.mp4", Kind.FOOTAGE, false),
                    new FileRule("**/*.xml", Kind.SIDECAR, false)),
                List.of("System Volume Information/**"),
                8));
    assertEquals(new FileClass(Kind.FOOTAGE, true, false), classify(classifier, "a/1imp.MP4"));
    assertEquals(new FileClass(Kind.FOOTAGE, false, false), classify(classifier, "a/1.MP4"));
    assertEquals(new FileClass(Kind.SIDECAR, false, false), classify(classifier, "1.xml"));
    assertEquals(new FileClass(Kind.METADATA, false, false), classify(classifier, "what.ever"));
    assertEquals(
        new FileClass(Kind.METADATA, false, true),
        classify(classifier, "System Volume Information/a.mp4"));
  }

  private static FileClass classify(FileClassifier classifier, String path) {
    return classifier.classify(path.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(ints = {0x02, 0x03, 0x09, 0x0a, 0xe0})
  void refusesAProfileThatAllowsWhatNoCameraIs(int interfaceClass) {
    CameraProfile profile = Profiles.of("wide", "*", "*", List.of(), 8, interfaceClass);
    assertThrows(IllegalArgumentException.class, () -> CameraProfiles.of(List.of(profile)));
  }
}
