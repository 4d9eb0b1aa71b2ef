package org.dockwarden.demo.pki;

import java.util.List;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;

/** What a certificate may be used for (spec/evidence-format.md D-2). */
enum Purpose {
  AUTHORITY,
  /** TLS client and signer of manifests. */
  DOCK,
  /** TLS server. */
  SERVER,
  /** TLS client and nothing else. */
  CLIENT,
  /** Signer of receipts. */
  RECEIPTS;

  int keyUsage() {
    return this == AUTHORITY ? KeyUsage.keyCertSign | KeyUsage.cRLSign : KeyUsage.digitalSignature;
  }

  List<KeyPurposeId> extended() {
    return switch (this) {
      case AUTHORITY -> List.of();
      case DOCK -> List.of(KeyPurposeId.id_kp_clientAuth, KeyPurposeId.id_kp_emailProtection);
      case SERVER -> List.of(KeyPurposeId.id_kp_serverAuth);
      case CLIENT -> List.of(KeyPurposeId.id_kp_clientAuth);
      case RECEIPTS -> List.of(KeyPurposeId.id_kp_emailProtection);
    };
  }
}
