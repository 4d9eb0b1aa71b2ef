package org.dockwarden.demo.broker;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;

/**
 * PEM files as the key stores that the broker reads.
 *
 * @param keys the server's key with its chain
 * @param trusted the authorities of the clients
 * @param password of both; it guards nothing, since the PEM files lie beside them
 */
record PemStores(Path keys, Path trusted, String password) {
  private static final String PASSWORD = "demo-only";

  /** What the broker's makers read; Java writes it without further libraries. */
  private static final String TYPE = "JKS";

  /** Writes both into {@code folder}, which only their owner may read. */
  static PemStores write(Path folder, Path chain, Path key, Path authorities)
      throws IOException, GeneralSecurityException {
    Certificate[] certificates = certificates(chain).toArray(new Certificate[0]);
    KeyStore own = empty();
    PrivateKey secret =
        KeyFactory.getInstance(certificates[0].getPublicKey().getAlgorithm())
            .generatePrivate(new PKCS8EncodedKeySpec(der(key)));
    own.setKeyEntry("broker", secret, PASSWORD.toCharArray(), certificates);
    KeyStore trusted = empty();
    int number = 0;
    for (Certificate authority : certificates(authorities)) {
      number++;
      trusted.setCertificateEntry("authority-" + number, authority);
    }
    return new PemStores(
        save(own, folder.resolve("keys.jks")),
        save(trusted, folder.resolve("trusted.jks")),
        PASSWORD);
  }

  private static KeyStore empty() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(TYPE);
    store.load(null, null);
    return store;
  }

  private static Path save(KeyStore store, Path file) throws IOException, GeneralSecurityException {
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, PASSWORD.toCharArray());
    }
    return file;
  }

  private static Collection<? extends Certificate> certificates(Path pem)
      throws IOException, GeneralSecurityException {
    try (InputStream in = Files.newInputStream(pem)) {
      return CertificateFactory.getInstance("X.509").generateCertificates(in);
    }
  }

  /** RFC 7468: the base64 between the two boundary lines. */
  private static byte[] der(Path pem) throws IOException {
    StringBuilder base64 = new StringBuilder();
    for (String line : Files.readAllLines(pem)) {
      if (!line.startsWith("-----")) {
        base64.append(line.strip());
      }
    }
    return Base64.getDecoder().decode(base64.toString());
  }
}
