package org.dockwarden.verifier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.dockwarden.verifier.EvidenceFixture.Run;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bags arranged by somebody who can make the bag's own, unsigned manifests fit. */
class HostileBagTest {
  @TempDir private Path folder = Path.of("");

  @SuppressWarnings("NullAway.Init") // By makeBag, which needs the folder.
  private EvidenceFixture evidence;

  private Path bag = Path.of("");

  @BeforeEach
  void makeBag() throws IOException {
    evidence = new EvidenceFixture(folder);
    bag = evidence.writeBag(evidence.papers());
  }

  /** Another BagIt tool would fetch, or judge the payload by another list. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "fetch.txt",
        "manifest-md5.txt",
        "manifest-sha512.txt",
        "tagmanifest-md5.txt",
        "BAGIT.TXT",
        "dockwarden/statement.html",
        "other/manifest.json"
      })
  void refusesTagFilesThatNoBagHas(String name) throws Exception {
    Files.createDirectories(bag.resolve(name).getParent());
    Files.writeString(bag.resolve(name), "x");
    EvidenceFixture.writeTagManifest(bag);
    refuses(bag, "complete: " + name);
  }

  @Test
  void refusesNulInAName() throws Exception {
    Path manifest = bag.resolve("manifest-sha256.txt");
    Files.writeString(manifest, Files.readString(manifest).replace("REC_0001", "REC\0"));
    EvidenceFixture.writeTagManifest(bag);
    refuses(bag, "payload manifest: ");
  }

  /** Two names that are not the same bytes, but show as the same text. */
  @Test
  void refusesSecondPayloadBehindAnUndecodableName() throws Exception {
    Files.move(bag.resolve("data/REC_0001.MP4"), bag.resolve("data/REC\ufffd"));
    Process made =
        new ProcessBuilder("sh", "-c", "printf x >\"$(printf 'data/REC\\377')\"")
            .directory(bag.toFile())
            .start();
    assertTrue(made.waitFor(10, TimeUnit.SECONDS));
    Path manifest = bag.resolve("manifest-sha256.txt");
    Files.writeString(manifest, Files.readString(manifest).replace("REC_0001.MP4", "REC\ufffd"));
    EvidenceFixture.writeTagManifest(bag);
    refuses(bag, "bag: ");
  }

  @Test
  void refusesPayloadUnderAnotherName() throws Exception {
    Files.move(bag.resolve("data/REC_0001.MP4"), bag.resolve("data/REC_0002.MP4"));
    Path manifest = bag.resolve("manifest-sha256.txt");
    Files.writeString(manifest, Files.readString(manifest).replace("REC_0001", "REC_0002"));
    EvidenceFixture.writeTagManifest(bag);
    refuses(bag, "payload: data/REC_0002.MP4 (expected: data/REC_0001.MP4)");
  }

  @ParameterizedTest
  @CsvSource({
    "Internal-Sender-Identifier: , Internal-Sender-Identifier: 0",
    "Dockwarden-Dock: dock-0001, Dockwarden-Dock: dock-0002",
    "Dockwarden-Camera-Path: DCIM, Dockwarden-Camera-Path: MCIM",
    "Dockwarden-Kind: , Dockwarden-Kind: x",
    "Dockwarden-Modified: 2, Dockwarden-Modified: 1",
    "Dockwarden-Docked-At: 2, Dockwarden-Docked-At: 1",
    "Bag-Group-Identifier: , Bag-Group-Identifier: 0",
    "External-Identifier: , External-identifier: ",
    "Bagging-Date: 2, payload-oxum: 2",
    "Bagging-Date: 2, Officer: 2",
    "Source-Organization: g, External-Description: g"
  })
  void refusesBagInfoThatTheManifestDoesNotSay(String sound, String changed) throws Exception {
    Path info = bag.resolve("bag-info.txt");
    String text = Files.readString(info);
    assertTrue(text.contains(sound), text);
    Files.writeString(info, text.replace(sound, changed));
    EvidenceFixture.writeTagManifest(bag);
    refuses(bag, "bag-info.txt: ");
  }

  /** A line separator is no control character, so a camera's path may hold it as it is (N-3). */
  @Test
  void acceptsPathWithALineSeparator() throws Exception {
    evidence.path = "DCIM\u2028/REC_0001.MP4";
    Run run = evidence.verify(evidence.writeBag(evidence.papers()));
    assertEquals(0, run.status(), run.out());
  }

  @Test
  void refusesRepeatedAndFoldedBagInfo() throws Exception {
    Path info = bag.resolve("bag-info.txt");
    String text = Files.readString(info);
    for (String more :
        List.of("Bagging-Date: 2026-11-22\n", " and more\n", "payload-oxum: 1.1\n", "\n", "x")) {
      Files.writeString(info, text + more);
      EvidenceFixture.writeTagManifest(bag);
      refuses(bag, "bag-info.txt: ");
    }
  }

  private void refuses(Path path, String line) {
    Run run = evidence.verify(path);
    String all = run.out() + run.err();
    assertEquals(1, run.status(), all);
    assertTrue(run.out().contains("FAILED       " + line), all);
    assertFalse(all.contains("\tat "), all);
  }
}
