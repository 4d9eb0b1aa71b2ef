package org.dockwarden.verifier;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.dockwarden.evidence.custody.CustodyEntry;
import org.dockwarden.evidence.custody.CustodyEvent;
import org.dockwarden.evidence.custody.RecordingCustody;
import org.dockwarden.evidence.manifest.Manifest;
import org.dockwarden.evidence.manifest.ManifestJson;
import org.dockwarden.evidence.receipt.Receipt;
import org.dockwarden.evidence.receipt.ReceiptJson;
import org.dockwarden.evidence.receipt.Stage;
import org.dockwarden.evidence.signing.DocumentVerifier;
import org.dockwarden.evidence.signing.SignedDocument;

/** Checks the papers of one recording, which say the same wherever they lie. */
final class Papers {
  private static final int MAX_CUSTODY_BYTES = 16 * 1024 * 1024;
  private static final byte NEWLINE = '\n';

  private final Checks checks;
  private final Trust trust;
  private final Optional<CustodyLog> log;

  Papers(Checks checks, Trust trust, Optional<CustodyLog> log) {
    this.checks = checks;
    this.trust = trust;
    this.log = log;
  }

  /** Where they lie. */
  record Places(Path manifest, Path receipt, Path custody) {}

  /** A document that could be read, and what it says. */
  private record Paper<T>(SignedDocument signed, T content) {}

  /** Makes every check that needs no footage; the manifest, where it can be read. */
  Optional<Manifest> check(Places places) {
    Optional<Paper<Manifest>> manifest =
        checks.find("manifest", () -> manifest(read(places.manifest(), Manifest.MAX_BYTES)));
    Optional<Paper<Receipt>> receipt =
        checks.find("receipt", () -> receipt(read(places.receipt(), Receipt.MAX_BYTES)));
    receipt.ifPresent(this::checkReceiptSignature);
    if (manifest.isPresent() && receipt.isPresent()) {
      checkManifestSignature(manifest.get(), receipt.get().content());
      checks.check("receipt and manifest", () -> agree(manifest.get(), receipt.get().content()));
    } else {
      checks.notChecked("manifest signature", "needs manifest and receipt");
      checks.notChecked("receipt and manifest", "needs both");
    }
    receipt.ifPresentOrElse(
        it -> checkCustody(places.custody(), it.content()),
        () -> checks.notChecked("custody", "needs the receipt"));
    return manifest.map(Paper::content);
  }

  private void checkReceiptSignature(Paper<Receipt> receipt) {
    Receipt content = receipt.content();
    checks.check(
        "receipt signature",
        () -> {
          trust.requireGateway(receipt.signed(), content.gateway(), content.issuedAt());
          return "gateway " + content.gateway();
        });
  }

  private void checkManifestSignature(Paper<Manifest> manifest, Receipt receipt) {
    String dock = manifest.content().docking().dock().text();
    checks.check(
        "manifest signature",
        () -> {
          trust.requireDock(manifest.signed(), dock, receipt.issuedAt());
          return "dock " + dock;
        });
  }

  private static Paper<Manifest> manifest(SignedDocument signed) throws IOException {
    return new Paper<>(signed, ManifestJson.decode(signed.document()));
  }

  private static Paper<Receipt> receipt(SignedDocument signed) throws IOException {
    return new Paper<>(signed, ReceiptJson.decode(signed.document()));
  }

  private static SignedDocument read(Path document, int maxBytes) throws IOException {
    Path signature = document.resolveSibling(document.getFileName() + ".p7s");
    return new SignedDocument(
        HostileFiles.read(document, maxBytes),
        HostileFiles.read(signature, DocumentVerifier.MAX_SIGNATURE_BYTES));
  }

  /** the receipt vouches for what the manifest says. */
  private static String agree(Paper<Manifest> paper, Receipt receipt) throws IOException {
    Manifest manifest = paper.content();
    requireEqual("recording", receipt.recording(), manifest.recordingId());
    requireEqual("original bytes", receipt.originalBytes(), manifest.file().bytes());
    requireEqual("original sha256", receipt.original(), manifest.file().digest());
    requireEqual("sealed bytes", receipt.sealedBytes(), manifest.sealed().bytes());
    requireEqual("sealed segmentsSha256", receipt.sealed(), manifest.sealed().digest());
    requireEqual("manifestSha256", receipt.manifest(), paper.signed().digest());
    if (receipt.delivery().isPresent()) {
      requireEqual(
          "delivery sha256", receipt.delivery().get().original(), manifest.file().digest());
    }
    return "recording " + receipt.recording();
  }

  private static void requireEqual(String what, Object found, Object expected) throws IOException {
    Checks.require(
        found.equals(expected), "%s: %s (expected: %s)".formatted(what, found, expected));
  }

  private void checkCustody(Path file, Receipt receipt) {
    Optional<RecordingCustody> custody = checks.find("custody", () -> custody(file, receipt));
    if (log.isEmpty()) {
      checks.notChecked("custody log", "no --custody-log");
    } else if (custody.isEmpty()) {
      checks.notChecked("custody log", "needs the custody entries");
    } else {
      checks.check("custody log", () -> log.get().requireHolds(custody.get()));
    }
  }

  /** C-1, C-5, and that the receipt's entry is one of them. */
  private static RecordingCustody custody(Path file, Receipt receipt) throws IOException {
    byte[] text = HostileFiles.read(file, MAX_CUSTODY_BYTES);
    RecordingCustody custody = RecordingCustody.read(receipt.recording(), lines(text));
    CustodyEntry entry =
        custody
            .entry(receipt.custody().leaf())
            .orElseThrow(() -> new IOException("the receipt's entry is not among them"));
    requireEqual("receipt's custody index", receipt.custody().index(), entry.index());
    requireEqual("receipt's gateway", receipt.gateway(), entry.gateway());
    requireEqual("receipt's entry", entry.event(), event(receipt.stage()));
    return custody;
  }

  /** what a receipt rests on. The entry that names the receipt comes later. */
  private static CustodyEvent event(Stage stage) {
    return switch (stage) {
      case STORED -> CustodyEvent.VERIFIED;
      case DELIVERED -> CustodyEvent.DELIVERED;
    };
  }

  /** The lines without their newlines; the last one has to end with one too. */
  static List<byte[]> lines(byte[] text) throws IOException {
    List<byte[]> lines = new ArrayList<>();
    int start = 0;
    for (int at = 0; at < text.length; at++) {
      if (text[at] == NEWLINE) {
        lines.add(Arrays.copyOfRange(text, start, at));
        Checks.require(lines.size() <= RecordingCustody.MAX_ENTRIES, "too many lines");
        start = at + 1;
      }
    }
    Checks.require(start == text.length, "the last line has no end");
    return lines;
  }
}
