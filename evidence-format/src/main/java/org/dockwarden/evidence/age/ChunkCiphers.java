package org.dockwarden.evidence.age;

import java.security.Provider;
import java.security.Security;
import java.util.Optional;
import org.conscrypt.Conscrypt;

/**
 * The providers of ChaCha20-Poly1305. Conscrypt is used as an object and never installed, so that
 * nothing else in the process changes its provider.
 */
public final class ChunkCiphers {
  private static final int WARM_UP_CHUNKS = 4;
  private static final int MEASURED_CHUNKS = 8;

  private ChunkCiphers() {}

  /**
   * Measures a dozen chunks with what is there and returns the faster one. That is the speed from
   * the start: the JDK's own needs about 1,500 chunks until its compiler is done with it.
   */
  public static ChunkCipher fastest() {
    return conscrypt()
        .map(conscrypt -> faster(conscrypt, jdk()))
        .orElseGet(() -> jdk().asFallback());
  }

  /** BoringSSL through Conscrypt, where its native library loads. */
  public static Optional<ChunkCipher> conscrypt() {
    if (!Conscrypt.isAvailable()) {
      return Optional.empty();
    }
    Conscrypt.Version version = Conscrypt.version();
    String name = "Conscrypt %d.%d.%d".formatted(version.major(), version.minor(), version.patch());
    return Optional.of(new ChunkCipher(name, false, Conscrypt.newProvider()));
  }

  /** The JDK's own. */
  public static ChunkCipher jdk() {
    Provider provider = Security.getProvider("SunJCE");
    if (provider == null) {
      throw new IllegalStateException("SunJCE: missing (expected: a JDK with its own provider)");
    }
    return new ChunkCipher("JDK " + provider.getVersionStr(), false, provider);
  }

  private static ChunkCipher faster(ChunkCipher one, ChunkCipher other) {
    return nanosToSeal(one) <= nanosToSeal(other) ? one : other;
  }

  private static long nanosToSeal(ChunkCipher cipher) {
    byte[] chunk = new byte[Payload.CHUNK_BYTES];
    byte[] sealed = new byte[Payload.SEALED_CHUNK_BYTES];
    Aead aead = cipher.withKey(new byte[Hkdf.KEY_BYTES]);
    long fastest = Long.MAX_VALUE;
    for (int i = 0; i < WARM_UP_CHUNKS + MEASURED_CHUNKS; i++) {
      long before = System.nanoTime();
      aead.seal(Payload.chunkNonce(i, false), chunk, 0, chunk.length, sealed, 0);
      if (i >= WARM_UP_CHUNKS) {
        fastest = Math.min(fastest, System.nanoTime() - before);
      }
    }
    return fastest;
  }
}
