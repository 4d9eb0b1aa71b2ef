package org.dockwarden.demo.dems;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dockwarden.evidence.identity.Digest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BagCheckTest {
  private static final byte[] CLIP = {1, 2, 3, 4};

  @TempDir private Path bag;

  @BeforeEach
  void layOutASoundBag() throws IOException {
    Files.createDirectories(bag.resolve("data"));
    Files.write(bag.resolve("data/clip.mp4"), CLIP);
    put("bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n");
    put("bag-info.txt", "Payload-Oxum: 4.1\n");
    put("manifest-sha256.txt", Digest.compute(CLIP) + "  data/clip.mp4\n");
    writeTagManifest();
  }

  @Test
  void soundBagGivesTheDigestOfItsPayload() throws IOException {
    assertEquals(new BagCheck.Sound(Digest.compute(CLIP)), BagCheck.check(bag));
  }

  @Test
  void payloadWithAnotherByteIsUnsound() throws IOException {
    Files.write(bag.resolve("data/clip.mp4"), new byte[] {1, 2, 3, 5});
    assertUnsound("data/clip.mp4: SHA-256");
  }

  @Test
  void missingPayloadIsUnsound() throws IOException {
    Files.delete(bag.resolve("data/clip.mp4"));
    assertUnsound("data/: files and manifest-sha256.txt differ");
  }

  @Test
  void payloadThatNoManifestNamesIsUnsound() throws IOException {
    put("data/stowaway", "x");
    assertUnsound("data/: files and manifest-sha256.txt differ");
  }

  @Test
  void wrongCountOfBytesIsUnsound() throws IOException {
    put("bag-info.txt", "Payload-Oxum: 5.1\n");
    writeTagManifest();
    assertUnsound("bag-info.txt: not Payload-Oxum: 4.1");
  }

  @Test
  void changedTagFileIsUnsound() throws IOException {
    put("bag-info.txt", "Payload-Oxum: 4.1\nSource-Organization: somebody else\n");
    assertUnsound("bag-info.txt: SHA-256");
  }

  @Test
  void missingTagManifestIsUnsound() throws IOException {
    Files.delete(bag.resolve("tagmanifest-sha256.txt"));
    assertUnsound("missing: tagmanifest-sha256.txt");
  }

  @Test
  void tagManifestThatLeavesTheManifestOutIsUnsound() throws IOException {
    put("tagmanifest-sha256.txt", line("bagit.txt") + line("bag-info.txt"));
    assertUnsound("tagmanifest-sha256.txt: manifest-sha256.txt is not in it");
  }

  @Test
  void pathOutsideTheBagIsUnsound() throws IOException {
    put("manifest-sha256.txt", Digest.compute(CLIP) + "  ../clip.mp4\n");
    writeTagManifest();
    assertUnsound("manifest-sha256.txt: path outside the bag");
  }

  @Test
  void lineThatIsNoDigestIsUnsound() throws IOException {
    put("manifest-sha256.txt", "z".repeat(64) + "  data/clip.mp4\n");
    writeTagManifest();
    assertUnsound("manifest: digest");
  }

  private void assertUnsound(String reason) throws IOException {
    BagCheck.Unsound found = assertInstanceOf(BagCheck.Unsound.class, BagCheck.check(bag));
    assertTrue(found.reason().startsWith(reason), found.reason());
  }

  private void writeTagManifest() throws IOException {
    put(
        "tagmanifest-sha256.txt",
        line("bagit.txt") + line("bag-info.txt") + line("manifest-sha256.txt"));
  }

  private String line(String name) throws IOException {
    return Digest.compute(Files.readAllBytes(bag.resolve(name))) + "  " + name + "\n";
  }

  private void put(String name, String text) throws IOException {
    Files.writeString(bag.resolve(name), text);
  }
}
