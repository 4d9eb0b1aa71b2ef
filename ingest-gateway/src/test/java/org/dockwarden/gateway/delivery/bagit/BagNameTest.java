package org.dockwarden.gateway.delivery.bagit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.stream.Stream;
import org.dockwarden.evidence.age.X25519Identity;
import org.dockwarden.evidence.manifest.Manifest;
import org.dockwarden.gateway.testing.Clip;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** B-1 and B-2 for names that cameras, people and malware give files. */
class BagNameTest {
  private static final X25519Identity IDENTITY = X25519Identity.generate(new SecureRandom());

  /** Name on the camera, payload's name, end of the bag's name. */
  static Stream<Arguments> names() {
    return Stream.of(
        Arguments.of("REC_0001.MP4", "REC_0001.MP4", "REC_0001.MP4"),
        Arguments.of("A B.MP4", "A B.MP4", "A_B.MP4"),
        Arguments.of("Ü ß 日本.MP4", "Ü ß 日本.MP4", "______.MP4"),
        Arguments.of("😀.MP4", "😀.MP4", "_.MP4"),
        Arguments.of("-rf", "-rf", "-rf"),
        Arguments.of("noextension", "noextension", "noextension"),
        Arguments.of(".hidden", "_hidden", "_hidden"),
        Arguments.of("end.", "end_", "end_"),
        Arguments.of("end ", "end_", "end_"),
        Arguments.of("...", "_._", "_._"),
        Arguments.of("a\\b:c*d?e\"f<g>h|i.MP4", "a_b_c_d_e_f_g_h_i.MP4", "a_b_c_d_e_f_g_h_i.MP4"),
        Arguments.of("A%0AB.MP4", "A_0AB.MP4", "A_0AB.MP4"),
        Arguments.of("A%25B.MP4", "A_25B.MP4", "A_25B.MP4"),
        Arguments.of("a\u202eb.MP4", "a_b.MP4", "a_b.MP4"),
        Arguments.of("a\u2028b.MP4", "a_b.MP4", "a_b.MP4"),
        Arguments.of(mp4("a", 199), mp4("a", 199), mp4("a", 103)),
        Arguments.of(mp4("a", 200), mp4("a", 200), mp4("a", 103)),
        Arguments.of(mp4("a", 201), mp4("a", 200), mp4("a", 103)),
        Arguments.of(mp4("a", 255), mp4("a", 200), mp4("a", 103)),
        Arguments.of("ü".repeat(98) + ".MP4", "ü".repeat(98) + ".MP4", mp4("_", 102)),
        Arguments.of("ü".repeat(99) + ".MP4", "_".repeat(99) + ".MP4", mp4("_", 103)));
  }

  private static String mp4(String letter, int length) {
    return letter.repeat(length - 4) + ".MP4";
  }

  @ParameterizedTest
  @MethodSource("names")
  void isSafeAndRecognisable(String name, String payload, String bag) throws IOException {
    Manifest manifest =
        Clip.of(IDENTITY.recipient(), "dock-0001", "DCIM/" + name, 10, 1).manifest();
    assertEquals(payload, BagName.payload(manifest));
    String full = BagName.of(manifest);
    assertEquals(manifest.recordingId().hex().substring(0, 16) + "-" + bag, full);
    assertTrue(full.length() <= 120 && full.matches("[A-Za-z0-9._-]+"), full);
  }
}
