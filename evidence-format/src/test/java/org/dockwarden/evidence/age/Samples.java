package org.dockwarden.evidence.age;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;

/** Keys and sealed objects that several tests share. */
final class Samples {
  static final ChunkCipher CIPHER = ChunkCiphers.fastest();
  static final List<X25519Identity> IDENTITIES = identities();
  static final X25519Identity IDENTITY = IDENTITIES.get(0);
  static final X25519Identity SECOND = IDENTITIES.get(1);
  static final X25519Identity THIRD = IDENTITIES.get(2);
  static final X25519Identity STRANGER = X25519Identity.generate(new SeededRandom(4));
  static final Opener OPENER = Opener.with(List.of(IDENTITY), CIPHER);

  /** Lengths on, before and after every boundary of a payload. */
  static final List<Integer> BOUNDARIES =
      List.of(
          0, 1, 15, 16, 17, 65_519, 65_520, 65_535, 65_536, 65_537, 65_552, 131_071, 131_072,
          131_073, 196_608, 1_048_576, 1_048_577);

  private Samples() {}

  static List<X25519Recipient> recipients(int count) {
    return IDENTITIES.subList(0, count).stream().map(X25519Identity::recipient).toList();
  }

  private static List<X25519Identity> identities() {
    try {
      return X25519Identity.parseFile(Files.readString(Vector.FOLDER.resolve("identities.txt")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] seal(byte[] original, int recipients) throws IOException {
    ByteArrayOutputStream sealed = new ByteArrayOutputStream();
    Sealer sealer = Sealer.to(recipients(recipients), CIPHER);
    try (OutputStream sealing = sealer.seal(sealed, original.length)) {
      sealing.write(original);
    }
    return sealed.toByteArray();
  }
}
