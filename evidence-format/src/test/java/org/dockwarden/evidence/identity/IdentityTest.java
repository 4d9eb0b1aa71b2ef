package org.dockwarden.evidence.identity;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules N-1 to N-5. */
class IdentityTest {
  /** Raw bytes in hexadecimal, and the text (N-3). */
  @ParameterizedTest
  @CsvSource({
    "41, A",
    "c3a9, é",
    "e282ac, €",
    "f09f9880, 😀",
    "25, %25",
    "0a, %0A",
    "7f, %7F",
    "c285, %C2%85",
    "c29f, %C2%9F",
    "c2a0, \u00a0",
    "ff, %FF",
    "c3, %C3",
    "c328, %C3(",
    "c0af, %C0%AF",
    "e080af, %E0%80%AF",
    "f08080af, %F0%80%80%AF",
    "eda080, %ED%A0%80",
    "f4908080, %F4%90%80%80",
    "f09f98, %F0%9F%98",
    "80c3a9, %80é",
    "efbfbd, \ufffd",
    "e280ae, \u202e"
  })
  void writesPathBytesInOneForm(String hex, String text) {
    byte[] raw = HexFormat.of().parseHex(hex);
    assertEquals(text, CameraPath.ofRaw(raw).text());
    assertArrayEquals(raw, new CameraPath(text).raw());
  }

  @Test
  void pathBytesComeBackWhateverTheyAre() {
    long seed = 3;
    Random random = new Random(seed);
    byte[] alphabet = {'a', '.', '%', ' ', (byte) 0xc3, (byte) 0xa9, (byte) 0xf0, (byte) 0x80, 1};
    for (int round = 0; round < 5000; round++) {
      byte[] raw = new byte[1 + random.nextInt(12)];
      for (int index = 0; index < raw.length; index++) {
        raw[index] = alphabet[random.nextInt(alphabet.length)];
      }
      byte[] named = ("x" + new String(raw, ISO_8859_1)).getBytes(ISO_8859_1);
      CameraPath path = CameraPath.ofRaw(named);
      assertArrayEquals(named, path.raw(), "seed " + seed);
      assertEquals(path, new CameraPath(path.text()));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "/a",
        "a/",
        "a//b",
        ".",
        "..",
        "a/../b",
        "a/./b",
        "%",
        "%4",
        "a%2",
        "%41",
        "%2F",
        "%2e%2e",
        "%2E%2E",
        "a%00",
        "%ff",
        "%C3%A9",
        "%0",
        "%G0",
        "a\nb",
        "a\u0000",
        "a\u007f",
        "a\u0085",
        "\ud800",
        "a\udc00b"
      })
  void refusesPathsThatAreNotCanonicalOrNotRelative(String text) {
    assertThrows(IllegalArgumentException.class, () -> new CameraPath(text));
  }

  @Test
  void bindsPathsInRawBytes() {
    assertEquals(4096, new CameraPath("é".repeat(2048)).raw().length);
    assertThrows(IllegalArgumentException.class, () -> new CameraPath("é".repeat(2049)));
    assertEquals(4096, CameraPath.ofRaw("\u0001".repeat(4096).getBytes(UTF_8)).raw().length);
    assertThrows(IllegalArgumentException.class, () -> CameraPath.ofRaw(new byte[0]));
    assertThrows(IllegalArgumentException.class, () -> CameraPath.ofRaw(new byte[1]));
  }

  @Test
  void splitsPathIntoFolderAndName() {
    assertEquals("DCIM/100", new CameraPath("DCIM/100/A.MP4").folder());
    assertEquals("A.MP4", new CameraPath("DCIM/100/A.MP4").fileName());
    assertEquals("", new CameraPath("A.MP4").folder());
  }

  /** N-4. */
  @ParameterizedTest
  @CsvSource({
    "BW-0042, BW-0042",
    "'A B:C', 'A B:C'",
    "100%, 100%25",
    "é, %C3%A9",
    "😀, %F0%9F%98%80",
    "'a\u0000b', a%00b",
    "'\u007f\u0085', %7F%C2%85"
  })
  void writesSerialsInOneForm(String raw, String text) {
    CameraId camera = CameraId.of("0951", "1666", raw);
    assertEquals("0951:1666:" + text, camera.toString());
    assertEquals(camera, CameraId.parse(camera.toString()));
  }

  @Test
  void keepsSerialsApartThatDifferInALoneSurrogate() {
    CameraId lone = CameraId.of("0951", "1666", "\ud800");
    assertEquals("%ED%A0%80", lone.serial());
    assertNotEquals(lone, CameraId.of("0951", "1666", "?"));
    assertNotEquals(lone, CameraId.of("0951", "1666", "\udc00"));
    assertEquals(126 * 9, CameraId.of("0951", "1666", "\ud800".repeat(126)).serial().length());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0951",
        "0951:1666",
        "0951:1666:",
        "0951:166:A",
        "095G:1666:A",
        "ABCD:1666:A",
        "0951:1666:é",
        "0951:1666:%41",
        "0951:1666:%20",
        "0951:1666:%c3",
        "0951:1666:%",
        "0951:1666:a\nb"
      })
  void refusesOtherCameraIds(String text) {
    assertThrows(IllegalArgumentException.class, () -> CameraId.parse(text));
  }

  /** N-2. */
  @Test
  void bindsDockIds() {
    assertEquals("a", new DockId("a").text());
    assertEquals(64, new DockId("a".repeat(64)).text().length());
    for (String bad : new String[] {"", "-a", ".a", "a b", "é", "a\n", "a".repeat(65)}) {
      assertThrows(IllegalArgumentException.class, () -> new DockId(bad));
    }
  }

  /** N-5. */
  @Test
  void namesRecordingByItsContent() {
    RecordingId id = recording("DCIM/A.MP4", 3, "abc");
    assertEquals(id, recording("DCIM/A.MP4", 3, "abc"));
    assertNotEquals(id, recording("DCIM/B.MP4", 3, "abc"));
    assertNotEquals(id, recording("DCIM/A.MP4", 4, "abc"));
    assertNotEquals(id, recording("DCIM/A.MP4", 3, "abd"));
    assertEquals(12, id.brief().length());
  }

  private static RecordingId recording(String path, long bytes, String content) {
    return RecordingId.of(
        new CameraId("0951", "1666", "BW-0042"),
        new CameraPath(path),
        bytes,
        Digest.compute(content.getBytes(UTF_8)));
  }

  @Test
  void bindsDigests() {
    assertEquals(
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        Digest.compute(new byte[0]).hex());
    for (String bad : new String[] {"", "e3", "E3".repeat(32), "g0".repeat(32), "00".repeat(33)}) {
      assertThrows(IllegalArgumentException.class, () -> new Digest(bad));
      assertThrows(IllegalArgumentException.class, () -> new RecordingId(bad));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 63, 64, 65, 65_535, 65_536, 65_537, 300_000})
  void digestsFootageToTheSameDigest(int bytes) {
    byte[] footage = new byte[bytes];
    new Random(bytes).nextBytes(footage);
    MessageDigest pieces = Digest.bulkSha256();
    pieces.update(footage, 0, bytes / 3);
    pieces.update(
        ByteBuffer.allocateDirect(bytes - bytes / 3).put(0, footage, bytes / 3, bytes - bytes / 3));
    assertEquals(Digest.compute(footage), Digest.of(pieces.digest()));
    assertEquals(Digest.compute(footage), Digest.of(Digest.bulkSha256().digest(footage)));
  }
}
