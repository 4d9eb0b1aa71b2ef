package org.dockwarden.evidence.age;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.Provider;
import java.security.Security;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.AEADBadTagException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ChunkCiphersTest {
  private static final byte[] KEY = SeededRandom.bytes(1, 32);

  static Stream<ChunkCipher> ciphers() {
    return Stream.of(ChunkCiphers.conscrypt().orElseThrow(), ChunkCiphers.jdk());
  }

  @Test
  void fastestIsNoFallbackWhereConscryptLoads() {
    assertTrue(ChunkCiphers.conscrypt().isPresent());
    assertFalse(ChunkCiphers.fastest().isFallback());
  }

  @Test
  void fallbackSaysSo() {
    assertTrue(ChunkCiphers.jdk().asFallback().isFallback());
    assertEquals(ChunkCiphers.jdk().name(), ChunkCiphers.jdk().asFallback().toString());
  }

  @Test
  void installsNoProvider() {
    ChunkCiphers.fastest();
    List<String> installed = Stream.of(Security.getProviders()).map(Provider::getName).toList();
    assertFalse(installed.contains("Conscrypt"));
  }

  @Test
  void namesDiffer() {
    assertEquals(2, ciphers().map(ChunkCipher::name).distinct().count());
  }

  @ParameterizedTest
  @MethodSource("ciphers")
  void sealsAndOpensLikeTheOther(ChunkCipher cipher) throws AEADBadTagException {
    for (int length : new int[] {0, 1, 63, 64, 65, 16_384, 65_536}) {
      byte[] original = SeededRandom.bytes(length, length);
      byte[] nonce = Payload.chunkNonce(length, true);
      byte[] sealed = new byte[length + Aead.TAG_BYTES];
      byte[] byOther = new byte[length + Aead.TAG_BYTES];
      cipher.withKey(KEY).seal(nonce, original, 0, length, sealed, 0);
      ChunkCiphers.jdk().withKey(KEY).seal(nonce, original, 0, length, byOther, 0);
      assertArrayEquals(byOther, sealed);
      byte[] opened = new byte[length];
      cipher.withKey(KEY).open(nonce, sealed, 0, sealed.length, opened, 0);
      assertArrayEquals(original, opened);
    }
  }

  @ParameterizedTest
  @MethodSource("ciphers")
  void refusesToSealTwiceUnderOneNonce(ChunkCipher cipher) {
    Aead aead = cipher.withKey(KEY);
    byte[] nonce = Payload.chunkNonce(0, false);
    byte[] sealed = new byte[26];
    aead.seal(nonce, new byte[10], 0, 10, sealed, 0);
    assertThrows(
        IllegalStateException.class, () -> aead.seal(nonce, new byte[10], 0, 10, sealed, 0));
  }

  @ParameterizedTest
  @MethodSource("ciphers")
  void refusesAChangedTagAndGoesOnAfterwards(ChunkCipher cipher) throws AEADBadTagException {
    Aead aead = cipher.withKey(KEY);
    byte[] nonce = Payload.chunkNonce(0, false);
    byte[] sealed = new byte[26];
    aead.seal(nonce, new byte[10], 0, 10, sealed, 0);
    sealed[25] ^= 1;
    assertThrows(AEADBadTagException.class, () -> aead.open(nonce, sealed, 0, 26, new byte[10], 0));
    sealed[25] ^= 1;
    assertEquals(10, aead.open(nonce, sealed, 0, 26, new byte[10], 0));
  }

  @Test
  void countsChunksInTheNonceAsTheSpecificationSays() {
    assertArrayEquals(new byte[12], Payload.chunkNonce(0, false));
    assertArrayEquals(
        new byte[] {0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 1},
        Payload.chunkNonce(0x0102030405060708L, true));
  }
}
