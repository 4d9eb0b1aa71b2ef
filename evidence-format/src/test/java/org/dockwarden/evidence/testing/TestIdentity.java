package org.dockwarden.evidence.testing;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Collectors;

/** A key with its certificate first in the chain and the intermediates after it. */
public record TestIdentity(PrivateKey key, List<X509Certificate> chain) {
  public TestIdentity {
    chain = List.copyOf(chain);
  }

  public X509Certificate certificate() {
    return chain.getFirst();
  }

  /** The whole chain. */
  public String certificatePem() {
    return chain.stream()
        .map(certificate -> TestAuthority.pem("CERTIFICATE", TestAuthority.encoded(certificate)))
        .collect(Collectors.joining());
  }

  /** PKCS#8. */
  public String keyPem() {
    return TestAuthority.pem("PRIVATE KEY", key.getEncoded());
  }
}
