package org.dockwarden.gateway.delivery.bagit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dockwarden.evidence.age.X25519Identity;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.error.EvidenceException;
import org.dockwarden.evidence.manifest.ManifestJson;
import org.dockwarden.evidence.signing.SignedDocument;
import org.dockwarden.gateway.delivery.Evidence;
import org.dockwarden.gateway.testing.Clip;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bag appears whole, or nothing of it is left anywhere (B-4, I6). */
class BagItFolderTest {
  private static final int BYTES = 600_000;

  @TempDir Path folder;
  private Path dems;
  private BagItFolder bags;
  private Clip clip;

  @BeforeEach
  void make() throws IOException {
    dems = folder.resolve("dems");
    bags =
        new BagItFolder(
            dems, folder.resolve("acknowledgements"), "gateway-1", InstantSource.system());
    clip = Clip.of(X25519Identity.generate(new SecureRandom()).recipient(), "d", "A.MP4", BYTES, 1);
  }

  private Evidence evidence(InputStream original) throws IOException {
    SignedDocument paper = new SignedDocument(ManifestJson.encode(clip.manifest()), new byte[] {1});
    byte[] entry = "{}".getBytes(StandardCharsets.US_ASCII);
    return new Evidence(
        clip.manifest(), paper, paper, List.of(entry), Optional.empty(), () -> original);
  }

  private List<Path> everything() throws IOException {
    try (Stream<Path> found = Files.walk(folder)) {
      return found.filter(Files::isRegularFile).sorted().toList();
    }
  }

  @Test
  void appearsWhole() throws Exception {
    bags.handOver(evidence(new ByteArrayInputStream(clip.original())));
    Path payload = dems.resolve(bags.nameOf(clip.manifest())).resolve("data/A.MP4");
    assertArrayEquals(clip.original(), Files.readAllBytes(payload));
  }

  @Test
  void leavesNothingWhereTheOriginalBreaksOff() throws Exception {
    byte[] half = Arrays.copyOf(clip.original(), BYTES / 2);
    InputStream broken =
        new FilterInputStream(new ByteArrayInputStream(half)) {
          @Override
          public int read(byte[] target, int offset, int length) throws IOException {
            int count = super.read(target, offset, length);
            if (count < 0) {
              assertNothingUnderAFinalName();
              throw new IOException("broken");
            }
            return count;
          }
        };
    assertThrows(IOException.class, () -> bags.handOver(evidence(broken)));
    assertEquals(List.of(), everything());
  }

  private void assertNothingUnderAFinalName() {
    if (Files.exists(dems.resolve(bags.nameOf(clip.manifest())))) {
      throw new AssertionError("a bag under its final name before it is whole");
    }
  }

  @Test
  void leavesNothingWhereTheOriginalIsAnother() throws Exception {
    byte[] other = clip.original().clone();
    other[0] ^= 1;
    EvidenceException conflict =
        assertThrows(
            EvidenceException.class,
            () -> bags.handOver(evidence(new ByteArrayInputStream(other))));
    assertEquals(ErrorCode.EVIDENCE_CONFLICT, conflict.code());
    assertEquals(List.of(), everything());
  }

  @Test
  void removesWhatACrashLeft() throws Exception {
    Path draft = Files.createDirectories(dems.resolve(".staging/x/data"));
    Files.writeString(draft.resolve("A.MP4"), "plaintext");
    bags.recover();
    assertEquals(List.of(), everything());
  }
}
