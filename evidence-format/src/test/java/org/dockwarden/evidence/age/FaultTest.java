package org.dockwarden.evidence.age;

import static org.dockwarden.evidence.age.Samples.CIPHER;
import static org.dockwarden.evidence.age.Samples.IDENTITY;
import static org.dockwarden.evidence.age.Samples.OPENER;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;
import java.util.List;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.error.EvidenceException;
import org.dockwarden.evidence.error.Reaction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** S-2: what is refused, with which code, and what has been handed out by then. */
class FaultTest {
  private static final byte[] ORIGINAL = SeededRandom.bytes(30, 3 * 65_536 + 100);

  @ParameterizedTest
  @EnumSource
  void refusesEveryChangedHeaderByte(AgeReader reader) throws IOException {
    byte[] sealed = Samples.seal(new byte[100], 3);
    int headerBytes = sealed.length - (int) Payload.sealedBytes(100);
    for (int at = 0; at < headerBytes + Payload.NONCE_BYTES; at++) {
      for (int change : new int[] {0x01, 0x20, 0x80}) {
        byte[] changed = sealed.clone();
        changed[at] ^= (byte) change;
        EvidenceException refusal =
            assertThrows(
                EvidenceException.class,
                () -> reader.open(OPENER, changed),
                "byte " + at + " changed by " + change);
        assertEquals(Reaction.QUARANTINE, refusal.code().reaction());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void refusesChangedPayloadBytesAndHandsOutNothingChanged(AgeReader reader) throws IOException {
    byte[] sealed = Samples.seal(ORIGINAL, 1);
    int start = sealed.length - (int) Payload.sealedBytes(ORIGINAL.length) + Payload.NONCE_BYTES;
    for (int at = start; at < sealed.length; at += 1 + at % 4001) {
      byte[] changed = sealed.clone();
      changed[at] ^= 1;
      assertRefused(reader, changed, ErrorCode.AGE_CHUNK_INVALID);
    }
  }

  @ParameterizedTest
  @EnumSource
  void refusesEveryCut(AgeReader reader) throws IOException {
    byte[] sealed = Samples.seal(ORIGINAL, 1);
    int start = sealed.length - (int) Payload.sealedBytes(ORIGINAL.length);
    for (int length = 0; length < start; length++) {
      assertRefused(reader, Arrays.copyOf(sealed, length), ErrorCode.AGE_HEADER_TRUNCATED);
    }
    int chunks = start + Payload.NONCE_BYTES;
    for (int length = start; length < chunks; length++) {
      assertRefused(reader, Arrays.copyOf(sealed, length), ErrorCode.AGE_PAYLOAD_NONCE_TRUNCATED);
    }
    for (int chunk = 0; chunk <= 3; chunk++) {
      int boundary = chunks + chunk * Payload.SEALED_CHUNK_BYTES;
      for (int more : new int[] {0, 1, 15}) {
        assertRefused(
            reader, Arrays.copyOf(sealed, boundary + more), ErrorCode.AGE_PAYLOAD_TRUNCATED);
      }
      for (int more : new int[] {16, 17, 99}) {
        assertRefused(reader, Arrays.copyOf(sealed, boundary + more), ErrorCode.AGE_CHUNK_INVALID);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void refusesSwappedRepeatedAndDroppedChunks(AgeReader reader) throws IOException {
    byte[] sealed = Samples.seal(ORIGINAL, 1);
    int start = sealed.length - (int) Payload.sealedBytes(ORIGINAL.length) + Payload.NONCE_BYTES;
    for (int[] order :
        new int[][] {
          {1, 0, 2, 3}, {0, 2, 1, 3}, {0, 1, 3}, {1, 2, 3}, {3}, {0, 0, 1, 2, 3}, {0, 1, 2, 2, 3}
        }) {
      ByteArrayOutputStream shuffled = new ByteArrayOutputStream();
      shuffled.write(sealed, 0, start);
      for (int chunk : order) {
        int from = start + chunk * Payload.SEALED_CHUNK_BYTES;
        shuffled.write(sealed, from, Math.min(Payload.SEALED_CHUNK_BYTES, sealed.length - from));
      }
      assertRefused(reader, shuffled.toByteArray(), ErrorCode.AGE_CHUNK_INVALID);
    }
  }

  @ParameterizedTest
  @EnumSource
  void refusesChunksOfAnotherFile(AgeReader reader) throws IOException {
    byte[] sealed = Samples.seal(ORIGINAL, 1);
    byte[] other = Samples.seal(ORIGINAL, 1);
    int start = sealed.length - (int) Payload.sealedBytes(ORIGINAL.length) + Payload.NONCE_BYTES;
    int second = start + Payload.SEALED_CHUNK_BYTES;
    System.arraycopy(other, second, sealed, second, Payload.SEALED_CHUNK_BYTES);
    assertRefused(reader, sealed, ErrorCode.AGE_CHUNK_INVALID);
  }

  @Test
  void keepsFailingOnceARefusedStreamIsReadOn() throws IOException {
    byte[] sealed = Samples.seal(ORIGINAL, 1);
    byte[] cut = Arrays.copyOf(sealed, sealed.length - 200);
    try (InputStream opened = OPENER.open(new ByteArrayInputStream(cut))) {
      assertThrows(EvidenceException.class, opened::readAllBytes);
      assertThrows(EvidenceException.class, opened::read);
      assertThrows(EvidenceException.class, () -> opened.read(new byte[10]));
    }
  }

  @Test
  void keepsFailingAsTheSourceFailed() throws IOException {
    byte[] sealed = Samples.seal(ORIGINAL, 1);
    try (InputStream opened = OPENER.open(new FailingInput(sealed, 100_000))) {
      assertArrayEquals(Arrays.copyOf(ORIGINAL, 65_536), opened.readNBytes(65_536));
      for (int i = 0; i < 3; i++) {
        IOException failure = assertThrows(IOException.class, opened::read);
        assertFalse(failure instanceof EvidenceException);
      }
    }
  }

  @Test
  void refusesAtOpeningForRandomAccessWhatIsCut() throws IOException {
    byte[] sealed = Samples.seal(ORIGINAL, 1);
    int cutAtChunk = sealed.length - 100 - Aead.TAG_BYTES;
    EvidenceException refusal =
        assertThrows(
            EvidenceException.class,
            () -> OPENER.open(new MemoryChannel(Arrays.copyOf(sealed, cutAtChunk))).close());
    assertEquals(ErrorCode.AGE_PAYLOAD_TRUNCATED, refusal.code());
  }

  @Test
  void readsTheOtherChunksOfAFileWithOneChangedChunk() throws IOException {
    byte[] sealed = Samples.seal(ORIGINAL, 1);
    sealed[sealed.length - 100 - Aead.TAG_BYTES - 1] ^= 1;
    try (SeekableByteChannel opened = OPENER.open(new MemoryChannel(sealed))) {
      ByteBuffer read = ByteBuffer.allocate(10);
      assertThrows(EvidenceException.class, () -> opened.position(2 * 65_536).read(read));
      assertThrows(EvidenceException.class, () -> opened.position(2 * 65_536).read(read));
      opened.position(65_536 - 5).read(read);
      assertArrayEquals(Arrays.copyOfRange(ORIGINAL, 65_531, 65_541), read.array());
    }
  }

  @Test
  void ignoresUnknownStanzasBeforeAndAfterItsOwn() throws IOException {
    Forge forge = new Forge(31);
    String grease = "-> grease-1 ! \"#$%&'\n" + "A".repeat(64) + "\n\n-> x\nYWJj\n-> y\n\n";
    byte[] header =
        forge.header(
            Forge.VERSION_LINE,
            grease,
            forge.stanza(Samples.STRANGER.recipient()),
            forge.stanza(IDENTITY.recipient()),
            grease);
    byte[] sealed = Forge.join(header, forge.payload().chunk(0, true, 20).bytes());
    for (AgeReader reader : AgeReader.values()) {
      assertArrayEquals(SeededRandom.bytes(0, 20), reader.open(OPENER, sealed));
    }
  }

  @Test
  void opensWithAnyIdentityOfSeveral() throws IOException {
    byte[] sealed = Samples.seal(ORIGINAL, 3);
    for (X25519Identity identity : List.of(IDENTITY, Samples.SECOND, Samples.THIRD)) {
      Opener opener = Opener.with(List.of(Samples.STRANGER, identity), CIPHER);
      assertArrayEquals(ORIGINAL, AgeReader.STREAM.open(opener, sealed));
    }
  }

  /** Whatever came out before the refusal must be a true beginning of the original. */
  private static void assertRefused(AgeReader reader, byte[] sealed, ErrorCode code) {
    ByteArrayOutputStream original = new ByteArrayOutputStream();
    EvidenceException refusal =
        assertThrows(EvidenceException.class, () -> reader.open(OPENER, sealed, original));
    assertEquals(code, refusal.code());
    assertArrayEquals(Arrays.copyOf(ORIGINAL, original.size()), original.toByteArray());
  }
}
