package org.dockwarden.evidence.age;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealedRoundTripTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 65_535, 65_536, 65_537, 131_071, 131_072, 131_073})
  void opensWhatWasSealed(int bytes) throws Exception {
    X25519Identity identity = X25519Identity.generate(new SecureRandom());
    ChunkCipher cipher = ChunkCiphers.fastest();
    byte[] original = new byte[bytes];
    new Random(bytes).nextBytes(original);
    Sealer sealer = Sealer.to(List.of(identity.recipient()), cipher);
    ByteArrayOutputStream sealed = new ByteArrayOutputStream();
    try (OutputStream sealing = sealer.seal(sealed, bytes)) {
      sealing.write(original);
    }
    assertEquals(sealer.sealedBytes(bytes), sealed.size());
    Opener opener = Opener.with(List.of(identity), cipher);
    try (InputStream opened = opener.open(new ByteArrayInputStream(sealed.toByteArray()))) {
      assertArrayEquals(original, opened.readAllBytes());
    }
  }
}
