package org.dockwarden.gateway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dockwarden.evidence.age.X25519Identity;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.error.EvidenceException;
import org.dockwarden.evidence.signing.CommonName;
import org.dockwarden.evidence.signing.DocumentSigner;
import org.dockwarden.evidence.signing.Pem;
import org.dockwarden.gateway.http.GatewayTls;
import org.dockwarden.gateway.settings.GatewaySettings;

/**
 * Reads every key and certificate that the settings name; reading them all is their check.
 *
 * @param own the gateway's own certificates by the settings that name them
 */
record Keys(
    GatewayTls tls,
    List<X25519Identity> identities,
    Set<X509Certificate> manifestTrust,
    List<X509CRL> revoked,
    DocumentSigner receiptSigner,
    Map<String, X509Certificate> own) {
  static Keys read(GatewaySettings settings) throws IOException {
    GatewaySettings.Tls tls = settings.tls();
    GatewaySettings.Papers papers = settings.papers();
    List<X509CRL> revoked = revoked(tls.revoked());
    List<X509Certificate> chain = Pem.certificates(text(tls.certificate()));
    DocumentSigner signer = receiptSigner(settings);
    return new Keys(
        new GatewayTls(
            Pem.privateKey(text(tls.key())),
            chain,
            Set.copyOf(Pem.certificates(text(tls.docks()))),
            revoked,
            Gateway.CLOCK),
        X25519Identity.parseFile(text(papers.identities())),
        Set.copyOf(Pem.certificates(text(papers.manifestTrust()))),
        revoked,
        signer,
        Map.of("tls.certificate", chain.getFirst(), "receipts.certificate", signer.certificate()));
  }

  static List<X509CRL> revoked(Optional<Path> file) throws IOException {
    return file.isPresent() ? Pem.revocationLists(text(file.get())) : List.of();
  }

  /** D-2: the receipt certificate names the gateway. */
  private static DocumentSigner receiptSigner(GatewaySettings settings) throws IOException {
    DocumentSigner signer =
        new DocumentSigner(
            Pem.privateKey(text(settings.papers().receiptKey())),
            Pem.certificates(text(settings.papers().receiptCertificate())));
    String name = CommonName.of(signer.certificate());
    if (!name.equals(settings.name())) {
      throw new EvidenceException(
          ErrorCode.CONFIGURATION_INVALID,
          "receipts.certificate: common name " + name + " (expected: " + settings.name() + ")");
    }
    return signer;
  }

  private static String text(Path file) throws IOException {
    try {
      return Files.readString(file);
    } catch (java.nio.file.NoSuchFileException e) {
      throw new IOException(file + ": missing (expected: a file)", e);
    }
  }
}
