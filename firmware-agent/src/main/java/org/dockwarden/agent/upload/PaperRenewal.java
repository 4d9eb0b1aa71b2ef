package org.dockwarden.agent.upload;

import java.io.IOException;
import java.security.cert.CertificateEncodingException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import org.dockwarden.agent.journal.RecordingJournal;
import org.dockwarden.evidence.identity.RecordingId;
import org.dockwarden.evidence.signing.DocumentSigner;
import org.dockwarden.evidence.signing.SignedDocument;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signs again what waits with the signature of another certificate. A dock that was enrolled anew,
 * after its certificate had expired, was revoked or was wrong from the start, would otherwise hold
 * recordings that no gateway ever accepts. The manifests themselves stay as they are.
 */
public final class PaperRenewal {
  private static final Logger LOG = LoggerFactory.getLogger(PaperRenewal.class);

  private final RecordingJournal journal;
  private final DocumentSigner signer;
  private final InstantSource clock;

  public PaperRenewal(RecordingJournal journal, DocumentSigner signer, InstantSource clock) {
    this.journal = journal;
    this.signer = signer;
    this.clock = clock;
  }

  /** Run once at the start, before anything uploads: certificates change only between runs. */
  public void run() throws IOException {
    byte[] certificate = encodedCertificate(signer);
    int count = 0;
    for (RecordingId recording : journal.uncommitted()) {
      Optional<SignedDocument> paper = journal.manifest(recording);
      if (paper.isPresent() && !contains(paper.get().signature(), certificate)) {
        SignedDocument signed = signer.sign(paper.get().document(), clock.instant());
        journal.signedAgain(recording, signed.signature());
        count++;
      }
    }
    if (count > 0) {
      LOG.info("{} manifests signed again with the present certificate", count);
    }
  }

  /** Whether the signature is of the signer's present certificate. */
  public static boolean isSignedBy(SignedDocument paper, DocumentSigner signer) throws IOException {
    return contains(paper.signature(), encodedCertificate(signer));
  }

  private static byte[] encodedCertificate(DocumentSigner signer) throws IOException {
    try {
      return signer.certificate().getEncoded();
    } catch (CertificateEncodingException e) {
      throw new IOException(e);
    }
  }

  /** D-1: a signature carries its signer's certificate, byte for byte. */
  private static boolean contains(byte[] signature, byte[] certificate) {
    for (int at = 0; at + certificate.length <= signature.length; at++) {
      if (Arrays.equals(
          signature, at, at + certificate.length, certificate, 0, certificate.length)) {
        return true;
      }
    }
    return false;
  }
}
