package org.dockwarden.gateway.commit;

import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Set;
import java.util.function.Supplier;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.error.EvidenceException;
import org.dockwarden.evidence.identity.DockId;
import org.dockwarden.evidence.manifest.Manifest;
import org.dockwarden.evidence.manifest.ManifestJson;
import org.dockwarden.evidence.signing.CommonName;
import org.dockwarden.evidence.signing.DocumentVerifier;
import org.dockwarden.evidence.signing.SignedDocument;

/** Checks a manifest before anything is believed of it (P-14). Safe for many threads. */
public final class PaperCheck {
  private final Supplier<DocumentVerifier> verifier;
  private final Set<String> recipients;
  private final InstantSource clock;

  /**
   * A check.
   *
   * @param verifier the present trust; asked for each time, because revocation lists are reloaded
   * @param recipients the recipients that this gateway can open for, {@code age1…}
   */
  public PaperCheck(
      Supplier<DocumentVerifier> verifier, Set<String> recipients, InstantSource clock) {
    this.verifier = verifier;
    this.recipients = Set.copyOf(recipients);
    this.clock = clock;
  }

  /** The manifest, its signature, signer, dock and names checked. */
  Manifest check(SignedDocument paper, DockId client) throws EvidenceException {
    X509Certificate signer = verifier.get().verify(paper, clock.instant());
    Manifest manifest = ManifestJson.decode(paper.document());
    checkDock(manifest, CommonName.of(signer), client);
    if (Collections.disjoint(recipients, manifest.sealed().recipients())) {
      throw new EvidenceException(
          ErrorCode.MANIFEST_RECIPIENTS_WRONG,
          "recipients: "
              + manifest.sealed().recipients()
              + " (expected: one of "
              + recipients
              + ")");
    }
    return manifest;
  }

  /** M-5. */
  private static void checkDock(Manifest manifest, String signer, DockId client)
      throws EvidenceException {
    String dock = manifest.docking().dock().text();
    if (!dock.equals(signer) || !dock.equals(client.text())) {
      throw new EvidenceException(
          ErrorCode.MANIFEST_DOCK_MISMATCH,
          "dock: " + dock + " (expected: signer " + signer + ", client " + client + ")");
    }
  }
}
