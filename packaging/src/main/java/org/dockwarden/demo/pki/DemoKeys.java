package org.dockwarden.demo.pki;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.asn1.x509.GeneralName;
import org.dockwarden.evidence.age.X25519Identity;

/**
 * The folder of keys: made once, whole, and found again at the next start. An interrupted first run
 * leaves no marker, so that everything is made anew: half a set is never used.
 */
public final class DemoKeys {
  /** The dock's id, and by M-5 the common name of its certificate. */
  public static final String DOCK = "dock-0001";

  /** The gateway's name, and by D-2 the common name of its receipt certificate. */
  public static final String GATEWAY = "gateway-1";

  /** The fleet service's name at the broker. */
  public static final String FLEET = "fleet-1";

  private static final String MARKER = "complete";

  private final Path folder;

  private DemoKeys(Path folder) {
    this.folder = folder;
  }

  /** Opens the keys in {@code folder}, making them if they are not all there. */
  public static DemoKeys in(Path folder) throws IOException {
    DemoKeys keys = new DemoKeys(folder);
    if (!Files.exists(folder.resolve(MARKER))) {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      keys.make(Instant.now(), new SecureRandom());
      keys.write(MARKER, "made by dockwarden demo; delete this folder to have new keys\n");
    }
    return keys;
  }

  private void make(Instant now, SecureRandom random) throws IOException {
    CertificateAuthority docks = new CertificateAuthority("Demo docks", now, random);
    CertificateAuthority servers = new CertificateAuthority("Demo servers", now, random);
    CertificateAuthority receipts = new CertificateAuthority("Demo receipts", now, random);
    CertificateAuthority fleets = new CertificateAuthority("Demo fleet", now, random);
    List<GeneralName> here =
        List.of(
            new GeneralName(GeneralName.dNSName, "localhost"),
            new GeneralName(GeneralName.iPAddress, "127.0.0.1"),
            new GeneralName(GeneralName.iPAddress, "::1"));

    write("dock-ca.pem", PrivateFiles.pem(docks.certificate()));
    write("server-ca.pem", PrivateFiles.pem(servers.certificate()));
    write("receipt-ca.pem", PrivateFiles.pem(receipts.certificate()));
    write(
        "mqtt-clients-ca.pem",
        PrivateFiles.pem(docks.certificate()) + PrivateFiles.pem(fleets.certificate()));
    write("dock", docks.issue(DOCK, Purpose.DOCK, List.of()));
    write("gateway", servers.issue("localhost", Purpose.SERVER, here));
    write("broker", servers.issue("localhost", Purpose.SERVER, here));
    write("receipt", receipts.issue(GATEWAY, Purpose.RECEIPTS, List.of()));
    write("fleet", fleets.issue(FLEET, Purpose.CLIENT, List.of()));

    X25519Identity evidence = X25519Identity.generate(random);
    write("evidence.key", evidence.encode() + "\n");
    write("recipients.txt", evidence.recipient() + "\n");
  }

  private void write(String name, CertificateAuthority.Issued issued) throws IOException {
    write(name + ".pem", PrivateFiles.pem(issued.certificate()));
    write(name + ".key", PrivateFiles.pem("PRIVATE KEY", issued.keys().getPrivate().getEncoded()));
  }

  private void write(String name, String text) throws IOException {
    PrivateFiles.write(folder.resolve(name), text);
  }
}
