package org.dockwarden.verifier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.dockwarden.evidence.identity.Digest;
import org.dockwarden.evidence.testing.TestAuthority;
import org.dockwarden.evidence.testing.TestIdentity;
import org.dockwarden.evidence.testing.TestPapers;
import org.dockwarden.verifier.EvidenceFixture.Run;
import org.dockwarden.verifier.EvidenceFixture.SignedPapers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The command on sound evidence, and on every way to falsify it. */
class VerifierTest {
  private static final int POSITIONS_A_FILE = 12;
  private static final Duration NEVER_HANGS = Duration.ofSeconds(20);

  @TempDir private Path folder = Path.of("");

  @SuppressWarnings("NullAway.Init") // By makeEvidence, which needs the folder.
  private EvidenceFixture evidence;

  @BeforeEach
  void makeEvidence() throws IOException {
    evidence = new EvidenceFixture(folder);
  }

  @Test
  void acceptsSoundBag() throws Exception {
    Path bag = evidence.writeBag(evidence.papers());
    Run run = evidence.verify(bag, "--custody-log", evidence.writeLog().toString());
    assertEquals(0, run.status(), run.out());
    assertFalse(run.out().contains("FAILED"), run.out());
    assertFalse(run.out().contains("not checked"), run.out());
  }

  @Test
  void acceptsOriginalWithPapers() throws Exception {
    Run run = evidence.verify(evidence.writeOriginal(evidence.papers()));
    assertEquals(0, run.status(), run.out());
    assertTrue(run.out().contains("not checked  custody log: no --custody-log"), run.out());
  }

  @Test
  void acceptsSealedObjectWithAndWithoutIdentity() throws Exception {
    Path sealed = evidence.writeSealed(evidence.papers());
    Run without = evidence.verify(sealed);
    assertEquals(0, without.status(), without.out());
    assertTrue(without.out().contains("not checked  original: no --identity"), without.out());
    Run with = evidence.verify(sealed, "--identity", folder.resolve("evidence.key").toString());
    assertEquals(0, with.status(), with.out());
    assertTrue(with.out().contains("ok           original"), with.out());
  }

  /** Any byte of any file of the bag. */
  @Test
  void refusesBagWithAnyByteChanged() throws Exception {
    Path bag = evidence.writeBag(evidence.papers());
    for (Path file : files(bag)) {
      byte[] sound = Files.readAllBytes(file);
      int step = Math.max(1, sound.length / POSITIONS_A_FILE);
      for (int at = 0; at < sound.length; at += step) {
        byte[] changed = sound.clone();
        changed[at] ^= 1;
        Files.write(file, changed);
        refuses(bag, file + " byte " + at);
      }
      Files.write(file, sound);
    }
    assertEquals(0, evidence.verify(bag).status());
  }

  /**
   * Any byte of a paper, even when the bag's own manifests are made to fit. Custody entries behind
   * the one that the receipt names are vouched for by the whole log alone.
   */
  @Test
  void refusesChangedPapersThatTheBagVouchesFor() throws Exception {
    Path bag = evidence.writeBag(evidence.papers());
    for (String name : List.of("manifest.json", "receipt.json", "custody.jsonl")) {
      Path file = bag.resolve("dockwarden").resolve(name);
      byte[] sound = Files.readAllBytes(file);
      int end = name.equals("custody.jsonl") ? endOfVerifiedEntry(sound) : sound.length;
      for (int at = 0; at < end; at += Math.max(1, end / POSITIONS_A_FILE)) {
        byte[] changed = sound.clone();
        changed[at] ^= 1;
        Files.write(file, changed);
        EvidenceFixture.writeTagManifest(bag);
        refuses(bag, name + " byte " + at);
      }
      Files.write(file, sound);
    }
  }

  private static int endOfVerifiedEntry(byte[] custody) {
    String text = new String(custody, StandardCharsets.UTF_8);
    return text.indexOf('\n', text.indexOf("\"event\":\"verified\""));
  }

  @Test
  void refusesAnyFileMissingOrCutShort() throws Exception {
    Path bag = evidence.writeBag(evidence.papers());
    for (Path file : files(bag)) {
      byte[] sound = Files.readAllBytes(file);
      Files.delete(file);
      refuses(bag, file + " missing");
      Files.write(file, new byte[0]);
      refuses(bag, file + " empty");
      Files.write(file, Arrays.copyOf(sound, sound.length - 1));
      refuses(bag, file + " cut short");
      Files.write(file, sound);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"extra.txt", "data/extra.mp4", "dockwarden/extra.json", ".hidden"})
  void refusesExtraFile(String name) throws Exception {
    Path bag = evidence.writeBag(evidence.papers());
    Files.writeString(bag.resolve(name), "x");
    refuses(bag, name);
    EvidenceFixture.writeTagManifest(bag);
    if (name.startsWith("data/")) {
      refuses(bag, name);
    }
  }

  @Test
  void refusesReplacedPayloadThatTheBagVouchesFor() throws Exception {
    Path bag = evidence.writeBag(evidence.papers());
    byte[] other = EvidenceFixture.ORIGINAL.clone();
    other[0] ^= 1;
    Files.write(bag.resolve("data/REC_0001.MP4"), other);
    Files.writeString(
        bag.resolve("manifest-sha256.txt"), Digest.compute(other) + "  data/REC_0001.MP4\n");
    EvidenceFixture.writeTagManifest(bag);
    Run run = refuses(bag, "payload");
    assertTrue(run.out().contains("FAILED       payload: sha256"), run.out());
  }

  @ParameterizedTest
  @CsvSource({"manifest.json, manifest.json.p7s", "receipt.json, receipt.json.p7s"})
  void refusesPapersOfAnotherRecording(String paper, String signature) throws Exception {
    Path bag = evidence.writeBag(evidence.papers());
    evidence.path = "DCIM2/REC_0001.MP4";
    Path other = evidence.writeBag(evidence.papers());
    for (String name : List.of(paper, signature)) {
      Files.copy(
          other.resolve("dockwarden").resolve(name),
          bag.resolve("dockwarden").resolve(name),
          StandardCopyOption.REPLACE_EXISTING);
    }
    EvidenceFixture.writeTagManifest(bag);
    refuses(bag, paper);
    assertEquals(0, evidence.verify(other).status());
  }

  @Test
  void refusesManifestSignedByAnotherDock() throws Exception {
    evidence.dock = evidence.docks.dock("dock-0002");
    Run run = refuses(evidence.writeBag(evidence.papers()), "other dock");
    assertTrue(run.out().contains("signed by dock-0002 (expected: dock-0001)"), run.out());
  }

  @Test
  void refusesReceiptSignedByAnotherGateway() throws Exception {
    evidence.gateway = evidence.gateways.receiptSigner("gateway-2");
    refuses(evidence.writeBag(evidence.papers()), "other gateway");
  }

  /** Even where one authority issues both kinds, a dock cannot give itself a receipt. */
  @Test
  void refusesReceiptSignedByADock() throws Exception {
    evidence.gateway = evidence.docks.dock("gateway-1");
    Path bag = evidence.writeBag(evidence.papers());
    Run run =
        EvidenceFixture.run(bag.toString(), "--trust", folder.resolve("docks.pem").toString());
    assertEquals(1, run.status());
    assertTrue(run.out().contains("certificate-purpose-wrong"), run.out());
  }

  @Test
  void refusesUnknownAuthorities() throws Exception {
    evidence.dock = TestAuthority.create("Force A docks").dock("dock-0001");
    Run run = refuses(evidence.writeBag(evidence.papers()), "authority");
    assertTrue(run.out().contains("certificate-untrusted"), run.out());
  }

  /** The manifest is judged at the receipt's time. */
  @Test
  void judgesCertificatesAtTheReceiptsTime() throws Exception {
    Duration day = Duration.ofDays(1);
    evidence.dock = dockValid(day.negated(), day);
    assertEquals(0, evidence.verify(evidence.writeBag(evidence.papers())).status());
    evidence.dock = dockValid(day.multipliedBy(-2), day.negated());
    Run run = refuses(evidence.writeBag(evidence.papers()), "expired");
    assertTrue(run.out().contains("certificate-expired"), run.out());
  }

  private TestIdentity dockValid(Duration from, Duration to) {
    return evidence
        .docks
        .certificate("dock-0001")
        .clientAuth()
        .emailProtection()
        .valid(TestPapers.AT.plus(from), TestPapers.AT.plus(to))
        .issue();
  }

  @Test
  void refusesRevokedDock() throws Exception {
    Path bag = evidence.writeBag(evidence.papers());
    Path list = folder.resolve("revoked.pem");
    Files.writeString(
        list,
        evidence.docks.revocationPem(TestPapers.AT.minusSeconds(60), evidence.dock.certificate()));
    Run run = evidence.verify(bag, "--revoked", list.toString());
    assertEquals(1, run.status());
    assertTrue(run.out().contains("certificate-revoked"), run.out());
  }

  @Test
  void refusesLinks() throws Exception {
    Path bag = evidence.writeBag(evidence.papers());
    Path payload = bag.resolve("data/REC_0001.MP4");
    Path elsewhere = Files.move(payload, folder.resolve("elsewhere"));
    Files.createSymbolicLink(payload, elsewhere);
    refuses(bag, "linked payload");
    Files.delete(payload);
    Files.move(elsewhere, payload);
    Path linked = Files.createSymbolicLink(folder.resolve("linked-bag"), bag);
    refuses(linked, "linked bag");
    Files.move(bag.resolve("data"), folder.resolve("data"));
    Files.createSymbolicLink(bag.resolve("data"), folder.resolve("data"));
    refuses(bag, "linked folder");
    Path original = evidence.writeOriginal(evidence.papers());
    Files.move(original, elsewhere);
    Files.createSymbolicLink(original, elsewhere);
    refuses(original, "linked original");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "data/../data/REC_0001.MP4",
        "data/..",
        "../docks.pem",
        "/etc/passwd",
        "data/a/b",
        "data/REC%5F0001.MP4",
        "dockwarden/manifest.json"
      })
  void refusesPayloadNamesThatLeadElsewhere(String name) throws Exception {
    Path bag = evidence.writeBag(evidence.papers());
    Path manifest = bag.resolve("manifest-sha256.txt");
    Files.writeString(manifest, Files.readString(manifest).replace("data/REC_0001.MP4", name));
    EvidenceFixture.writeTagManifest(bag);
    refuses(bag, name);
  }

  @Test
  void refusesTagNamesThatLeadElsewhere() throws Exception {
    Path bag = evidence.writeBag(evidence.papers());
    Path tags = bag.resolve("tagmanifest-sha256.txt");
    String digest = "%s".formatted("00".repeat(32));
    Files.writeString(tags, Files.readString(tags) + digest + "  ../../../etc/passwd\n");
    refuses(bag, "tag name");
  }

  @Test
  void refusesHugeManifestsAndManyFiles() throws Exception {
    Path bag = evidence.writeBag(evidence.papers());
    Files.write(bag.resolve("manifest-sha256.txt"), new byte[2 * 1024 * 1024]);
    Files.write(bag.resolve("dockwarden/manifest.json"), new byte[70_000]);
    Files.write(bag.resolve("dockwarden/custody.jsonl"), new byte[17 * 1024 * 1024]);
    refuses(bag, "huge");
    for (int count = 0; count < 100; count++) {
      Files.writeString(bag.resolve("data/" + count), "x");
    }
    Run run = refuses(bag, "many");
    assertTrue(run.out().contains("more than 64 files"), run.out());
  }

  @Test
  void refusesCustodyLogThatSaysOtherwise() throws Exception {
    Path bag = evidence.writeBag(evidence.papers());
    Path log = evidence.writeLog();
    List<String> lines = Files.readAllLines(log);
    for (List<String> broken :
        List.of(
            lines.subList(0, 3),
            lines.subList(1, lines.size()),
            List.of(lines.get(0)),
            List.<String>of())) {
      Files.writeString(log, broken.isEmpty() ? "" : String.join("\n", broken) + "\n");
      Run run = evidence.verify(bag, "--custody-log", log.toString());
      assertEquals(1, run.status(), run.out());
      assertTrue(run.out().contains("FAILED       custody log"), run.out());
    }
  }

  @Test
  void refusesCustodyEntriesThatLackTheReceipts() throws Exception {
    SignedPapers papers = evidence.papers();
    SignedPapers fewer =
        new SignedPapers(papers.manifest(), papers.receipt(), papers.custody().subList(0, 2));
    refuses(evidence.writeBag(fewer), "receipt's entry");
  }

  @Test
  void refusesSealedObjectAndOriginalWithAnyByteChanged() throws Exception {
    SignedPapers papers = evidence.papers();
    for (Path file : List.of(evidence.writeSealed(papers), evidence.writeOriginal(papers))) {
      byte[] sound = Files.readAllBytes(file);
      for (int at = 0; at < sound.length; at += Math.max(1, sound.length / POSITIONS_A_FILE)) {
        byte[] changed = sound.clone();
        changed[at] ^= 1;
        Files.write(file, changed);
        refuses(file, file + " byte " + at);
      }
    }
  }

  @Test
  void refusesWhatIsNotThere() {
    refuses(folder.resolve("nothing"), "nothing");
    refuses(folder, "a folder that is no bag");
  }

  @Test
  void asksForTrust() throws Exception {
    Path bag = evidence.writeBag(evidence.papers());
    assertEquals(2, EvidenceFixture.run(bag.toString()).status());
    assertEquals(2, EvidenceFixture.run("--trust", "ca.pem").status());
    Run missing = EvidenceFixture.run(bag.toString(), "--trust", folder + "/none.pem");
    assertEquals(2, missing.status());
    assertTrue(missing.err().contains("none.pem"), missing.err());
    Files.writeString(folder.resolve("empty.pem"), "nothing\n");
    assertEquals(2, EvidenceFixture.run(bag.toString(), "--trust", folder + "/empty.pem").status());
    assertEquals(0, EvidenceFixture.run("--help").status());
    assertEquals(0, EvidenceFixture.run("--version").status());
  }

  @Test
  void speaksJson() throws Exception {
    Path bag = evidence.writeBag(evidence.papers());
    JsonNode sound = new ObjectMapper().readTree(evidence.verify(bag, "--json").out());
    assertTrue(sound.get("verified").booleanValue());
    assertEquals("ok", sound.at("/results/0/checks/0/outcome").textValue());
    Files.delete(bag.resolve("bagit.txt"));
    Run run = evidence.verify(bag, "--json");
    assertEquals(1, run.status());
    assertFalse(new ObjectMapper().readTree(run.out()).get("verified").booleanValue());
  }

  @Test
  void oneBadAmongManyFailsTheRun() throws Exception {
    Path bag = evidence.writeBag(evidence.papers());
    assertEquals(1, evidence.verify(bag, folder.resolve("nothing").toString()).status());
  }

  @Test
  void hostileNamesDoNotSteerTheTerminal() throws Exception {
    Path bag = evidence.writeBag(evidence.papers());
    Files.writeString(bag.resolve("data/\u001b[2Jevil\u202e"), "x");
    Run run = refuses(bag, "escape sequence");
    assertFalse(run.out().contains("\u001b") || run.out().contains("\u202e"), run.out());
  }

  /** A file whose name starts with an at sign is a file, not a list of more arguments. */
  @Test
  void takesNoTrustFromAFileNamedLikeAnArgumentFile() throws Exception {
    Path hostile = folder.resolve("more");
    Files.writeString(
        hostile,
        evidence.writeBag(evidence.papers())
            + "\n--trust\n"
            + folder.resolve("docks.pem")
            + "\n--receipt-trust\n"
            + folder.resolve("gateways.pem")
            + "\n");
    Run run = EvidenceFixture.run("@" + hostile);
    assertEquals(2, run.status(), run.out());
    assertFalse(run.out().contains("VERIFIED"), run.out());
  }

  @Test
  void waitsForNoPipe() throws Exception {
    Path sealed = evidence.writeSealed(evidence.papers());
    Files.delete(sealed);
    Process made = new ProcessBuilder("mkfifo", sealed.toString()).start();
    assertTrue(made.waitFor(10, TimeUnit.SECONDS));
    Run run = assertTimeoutPreemptively(NEVER_HANGS, () -> refuses(sealed, "pipe"));
    assertTrue(run.out().contains("FAILED       file: "), run.out());
  }

  private Run refuses(Path path, String why) {
    Run run = evidence.verify(path);
    assertEquals(1, run.status(), why + "\n" + run.out() + run.err());
    assertTrue(run.out().contains("FAILED"), why);
    return run;
  }

  private static List<Path> files(Path bag) throws IOException {
    try (Stream<Path> files = Files.walk(bag)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
