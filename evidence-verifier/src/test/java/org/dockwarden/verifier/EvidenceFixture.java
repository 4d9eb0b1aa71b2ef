package org.dockwarden.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dockwarden.evidence.age.ChunkCiphers;
import org.dockwarden.evidence.age.Sealer;
import org.dockwarden.evidence.age.X25519Identity;
import org.dockwarden.evidence.custody.CustodyEvent;
import org.dockwarden.evidence.custody.CustodyJson;
import org.dockwarden.evidence.custody.CustodyLeaf;
import org.dockwarden.evidence.identity.Digest;
import org.dockwarden.evidence.identity.RecordingId;
import org.dockwarden.evidence.manifest.Manifest;
import org.dockwarden.evidence.manifest.ManifestJson;
import org.dockwarden.evidence.manifest.SealedObject;
import org.dockwarden.evidence.receipt.Receipt;
import org.dockwarden.evidence.receipt.ReceiptJson;
import org.dockwarden.evidence.segment.SegmentDigester;
import org.dockwarden.evidence.signing.DocumentSigner;
import org.dockwarden.evidence.signing.SignedDocument;
import org.dockwarden.evidence.testing.TestAuthority;
import org.dockwarden.evidence.testing.TestIdentity;
import org.dockwarden.evidence.testing.TestPapers;
import picocli.CommandLine;

/** Evidence as a gateway would write it, and the command run on it. */
final class EvidenceFixture {
  static final byte[] ORIGINAL = "moov mdat and so on".getBytes(UTF_8);

  final Path folder;
  final TestAuthority docks = TestAuthority.create("Force A docks");
  final TestAuthority gateways = TestAuthority.create("Force A receipts");
  final X25519Identity identity = X25519Identity.generate(new SecureRandom());
  TestIdentity dock = docks.dock("dock-0001");
  TestIdentity gateway = gateways.receiptSigner("gateway-1");
  Instant signedAt = TestPapers.AT;
  String path = "DCIM/REC_0001.MP4";
  final byte[] sealed;
  private final List<byte[]> log = new ArrayList<>();

  EvidenceFixture(Path folder) throws IOException {
    this.folder = folder;
    this.sealed = seal();
    Files.writeString(folder.resolve("docks.pem"), docks.certificatePem());
    Files.writeString(folder.resolve("gateways.pem"), gateways.certificatePem());
    Files.writeString(folder.resolve("evidence.key"), identity.encode() + "\n");
  }

  private byte[] seal() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Sealer sealer = Sealer.to(List.of(identity.recipient()), ChunkCiphers.jdk());
    try (OutputStream out = sealer.seal(bytes, ORIGINAL.length)) {
      out.write(ORIGINAL);
    }
    return bytes.toByteArray();
  }

  /** Manifest, receipt and custody entries, signed. */
  record SignedPapers(SignedDocument manifest, SignedDocument receipt, List<byte[]> custody) {}

  SignedPapers papers() throws IOException {
    SegmentDigester digester = new SegmentDigester();
    digester.update(sealed, 0, sealed.length);
    SealedObject object =
        new SealedObject(
            sealed.length,
            SealedObject.SEGMENT_BYTES,
            digester.finish(),
            List.of(identity.recipient().toString()));
    Manifest manifest =
        TestPapers.manifest("dock-0001", path, ORIGINAL.length, Digest.compute(ORIGINAL), object);
    SignedDocument signed = sign(dock, ManifestJson.encode(manifest));
    List<byte[]> custody = new ArrayList<>();
    Optional<Digest> last = Optional.empty();
    RecordingId stranger = new RecordingId("ab".repeat(32));
    append(stranger, Optional.empty(), CustodyEvent.COMMITTED);
    for (CustodyEvent event :
        List.of(
            CustodyEvent.COMMITTED,
            CustodyEvent.STORED,
            CustodyEvent.VERIFIED,
            CustodyEvent.RECEIPTED)) {
      custody.add(append(manifest.recordingId(), last, event));
      last = Optional.of(CustodyLeaf.hash(custody.getLast()));
    }
    Digest verified = CustodyLeaf.hash(custody.get(2));
    Receipt receipt = TestPapers.receipt(manifest, signed.digest(), log.size() - 2L, verified);
    append(manifest.recordingId(), last, CustodyEvent.HANDED_OVER);
    return new SignedPapers(signed, sign(gateway, ReceiptJson.encode(receipt)), custody);
  }

  private byte[] append(RecordingId recording, Optional<Digest> last, CustodyEvent event) {
    Optional<Digest> previous =
        log.isEmpty() ? Optional.empty() : Optional.of(CustodyLeaf.hash(log.getLast()));
    log.add(CustodyJson.encode(TestPapers.custody(log.size(), previous, recording, last, event)));
    return log.getLast();
  }

  SignedDocument sign(TestIdentity signer, byte[] document) throws IOException {
    return new DocumentSigner(signer.key(), signer.chain()).sign(document, signedAt);
  }

  /** The whole custody log so far. */
  Path writeLog() throws IOException {
    return Files.write(folder.resolve("custody-log.jsonl"), lines(log));
  }

  private static byte[] lines(List<byte[]> entries) {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    for (byte[] entry : entries) {
      text.writeBytes(entry);
      text.write('\n');
    }
    return text.toByteArray();
  }

  /** A bag of B-1 to B-3. */
  Path writeBag(SignedPapers papers) throws IOException {
    String recording = ManifestJson.decode(papers.manifest().document()).recordingId().hex();
    Path bag = folder.resolve(recording.substring(0, 16) + "-REC_0001.MP4");
    Files.createDirectories(bag.resolve("data"));
    Files.createDirectories(bag.resolve("dockwarden"));
    Files.write(bag.resolve("data/REC_0001.MP4"), ORIGINAL);
    writePapers(papers, bag.resolve("dockwarden"), "");
    Files.writeString(
        bag.resolve("bagit.txt"), "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n");
    Files.writeString(
        bag.resolve("bag-info.txt"), bagInfo(ManifestJson.decode(papers.manifest().document())));
    Files.writeString(bag.resolve("manifest-sha256.txt"), manifestLine(bag, "data/REC_0001.MP4"));
    writeTagManifest(bag);
    return bag;
  }

  /** As the gateway writes it (B-3). */
  private static String bagInfo(Manifest manifest) {
    return """
    Source-Organization: gateway-1
    Bagging-Date: 2026-11-21
    External-Identifier: %s
    Internal-Sender-Identifier: %s
    Bag-Group-Identifier: %s %s
    Payload-Oxum: %d.1
    Dockwarden-Camera-Path: %s
    Dockwarden-Kind: %s
    Dockwarden-Modified: %s
    %sDockwarden-Dock: %s
    Dockwarden-Docked-At: %s
    """
        .formatted(
            manifest.recordingId(),
            manifest.camera().id(),
            manifest.docking().docking(),
            manifest.file().group().orElse("-"),
            ORIGINAL.length,
            manifest.file().path(),
            manifest.file().kind().text(),
            manifest.file().modified(),
            manifest.file().recordedAt().map("Dockwarden-Recorded-At: %s\n"::formatted).orElse(""),
            manifest.docking().dock(),
            manifest.docking().dockedAt());
  }

  /** Lists every tag file that is there: what somebody who changes a bag would do too. */
  static void writeTagManifest(Path bag) throws IOException {
    Path tagManifest = bag.resolve("tagmanifest-sha256.txt");
    Files.deleteIfExists(tagManifest);
    StringBuilder lines = new StringBuilder();
    try (Stream<Path> files = Files.walk(bag)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        String name = bag.relativize(file).toString();
        if (!name.startsWith("data/")) {
          lines.append(manifestLine(bag, name));
        }
      }
    }
    Files.writeString(tagManifest, lines);
  }

  private static String manifestLine(Path bag, String name) throws IOException {
    return Digest.compute(Files.readAllBytes(bag.resolve(name))) + "  " + name + "\n";
  }

  /** The original with its papers beside it. */
  Path writeOriginal(SignedPapers papers) throws IOException {
    return writeFile("REC_0001.MP4", ORIGINAL, papers);
  }

  /** The sealed object with its papers beside it. */
  Path writeSealed(SignedPapers papers) throws IOException {
    return writeFile("REC_0001.MP4.age", sealed, papers);
  }

  private Path writeFile(String name, byte[] content, SignedPapers papers) throws IOException {
    writePapers(papers, folder, name + ".");
    return Files.write(folder.resolve(name), content);
  }

  private static void writePapers(SignedPapers papers, Path where, String prefix)
      throws IOException {
    Files.write(where.resolve(prefix + "manifest.json"), papers.manifest().document());
    Files.write(where.resolve(prefix + "manifest.json.p7s"), papers.manifest().signature());
    Files.write(where.resolve(prefix + "receipt.json"), papers.receipt().document());
    Files.write(where.resolve(prefix + "receipt.json.p7s"), papers.receipt().signature());
    Files.write(where.resolve(prefix + "custody.jsonl"), lines(papers.custody()));
  }

  /** Exit status and what was printed. */
  record Run(int status, String out, String err) {}

  /** Verifies with both authorities trusted. */
  Run verify(Path path, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                path.toString(),
                "--trust",
                folder.resolve("docks.pem").toString(),
                "--receipt-trust",
                folder.resolve("gateways.pem").toString()));
    arguments.addAll(List.of(more));
    return run(arguments.toArray(String[]::new));
  }

  static Run run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine command = VerifierMain.commandLine();
    command.setOut(new PrintWriter(out));
    command.setErr(new PrintWriter(err));
    int status = command.execute(arguments);
    return new Run(status, out.toString(), err.toString());
  }
}
