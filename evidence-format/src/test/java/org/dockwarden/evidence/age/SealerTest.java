package org.dockwarden.evidence.age;

import static org.dockwarden.evidence.age.Samples.CIPHER;
import static org.dockwarden.evidence.age.Samples.OPENER;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.error.EvidenceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class SealerTest {
  static final List<Integer> BOUNDARIES = Samples.BOUNDARIES;

  private final ByteArrayOutputStream sealed = new ByteArrayOutputStream();
  private final Sealer sealer = Sealer.to(Samples.recipients(1), CIPHER);

  @ParameterizedTest
  @FieldSource("BOUNDARIES")
  void sealsToTheAnnouncedLengthWhatBothReadersOpen(int originalBytes) throws IOException {
    byte[] original = SeededRandom.bytes(originalBytes, originalBytes);
    for (int recipients = 1; recipients <= 3; recipients++) {
      byte[] file = Samples.seal(original, recipients);
      Sealer announcing = Sealer.to(Samples.recipients(recipients), CIPHER);
      assertEquals(announcing.sealedBytes(originalBytes), file.length); // S-3
      for (AgeReader reader : AgeReader.values()) {
        assertArrayEquals(original, reader.open(OPENER, file));
      }
    }
  }

  @Test
  void announcesLengthsBeyondAnyArray() {
    long sixtyFourGib = 64L << 30;
    assertEquals(
        sealer.sealedBytes(0) - 16 + sixtyFourGib + (sixtyFourGib / 65_536) * 16,
        sealer.sealedBytes(sixtyFourGib));
  }

  @ParameterizedTest
  @CsvSource({"0,1", "1,2", "65536,65537", "65536,131072", "131072,131073", "10,1000000"})
  void refusesMoreBytesThanAnnouncedAndLeavesNoCompleteFile(int announced, int written)
      throws IOException {
    OutputStream sealing = sealer.seal(sealed, announced);
    sealing.write(new byte[announced]);
    assertCode(
        ErrorCode.ORIGINAL_LENGTH_MISMATCH, () -> sealing.write(new byte[written - announced]));
    assertThrows(IOException.class, () -> sealing.write(1));
    sealing.close();
    assertRefused();
  }

  @ParameterizedTest
  @CsvSource({"1,0", "65536,0", "65536,65535", "65537,65536", "131072,65536", "131073,131072"})
  void refusesFewerBytesThanAnnouncedAndLeavesNoCompleteFile(int announced, int written)
      throws IOException {
    OutputStream sealing = sealer.seal(sealed, announced);
    sealing.write(new byte[written]);
    assertCode(ErrorCode.ORIGINAL_LENGTH_MISMATCH, sealing::close);
    sealing.close();
    assertRefused();
  }

  @Test
  void refusesWritesAfterClose() throws IOException {
    OutputStream sealing = sealer.seal(sealed, 1);
    sealing.write(7);
    sealing.close();
    int length = sealed.size();
    sealing.close();
    assertThrows(IOException.class, () -> sealing.write(7));
    assertEquals(length, sealed.size());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  void leavesNoCompleteFileWhenTheTargetFailsAtAnyWrite(int failing) throws IOException {
    byte[] original = new byte[3 * 65_536 + 10]; // header, nonce and four chunks are six writes
    OutputStream target = new FailingOutput(sealed, failing);
    boolean failed = false;
    OutputStream sealing = OutputStream.nullOutputStream();
    try {
      sealing = sealer.seal(target, original.length);
      sealing.write(original);
    } catch (IOException e) {
      failed = true;
    }
    if (failed) {
      sealing.close();
    } else {
      assertThrows(IOException.class, sealing::close);
      sealing.close();
    }
    assertRefused();
  }

  @Test
  void leavesTheTargetOpen() throws IOException {
    Set<String> calls = new HashSet<>();
    OutputStream target =
        new OutputStream() {
          @Override
          public void write(int sealedByte) {
            calls.add("write");
          }

          @Override
          public void flush() {
            calls.add("flush");
          }

          @Override
          public void close() {
            calls.add("close");
          }
        };
    sealer.seal(target, 0).close();
    assertEquals(Set.of("write", "flush"), calls);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void writesOfAnySizeMakeTheSameFile(long seed) throws IOException {
    Random random = new Random(seed);
    byte[] original = SeededRandom.bytes(seed, random.nextInt(500_000));
    try (OutputStream sealing = sealer.seal(sealed, original.length)) {
      int from = 0;
      while (from < original.length) {
        int length =
            Math.min(
                original.length - from,
                switch (random.nextInt(4)) {
                  case 0 -> 1 + random.nextInt(20);
                  case 1 -> 65_535 + random.nextInt(3);
                  case 2 -> random.nextInt(200_000);
                  default -> random.nextInt(70_000);
                });
        if (length == 1) {
          sealing.write(original[from]);
        } else {
          sealing.write(original, from, length);
        }
        from += length;
      }
    }
    assertEquals(sealer.sealedBytes(original.length), sealed.size(), "seed " + seed);
    assertArrayEquals(
        original, AgeReader.STREAM.open(OPENER, sealed.toByteArray()), "seed " + seed);
  }

  @Test
  void usesAFreshFileKeyShareAndNonceForEachObject() throws IOException { // S-5
    Set<String> shares = new HashSet<>();
    Set<String> payloads = new HashSet<>();
    for (int i = 0; i < 20; i++) {
      byte[] file = Samples.seal(new byte[32], 2);
      String text = new String(file, StandardCharsets.ISO_8859_1);
      for (String line : text.split("\n", -1)) {
        if (line.startsWith("-> X25519 ")) {
          shares.add(line);
        }
      }
      payloads.add(text.substring(text.length() - 64));
    }
    assertEquals(40, shares.size());
    assertEquals(20, payloads.size());
    assertFalse(shares.isEmpty());
  }

  @Test
  void refusesNoRecipientsTooManyAndNegativeLengths() {
    X25519Recipient recipient = Samples.IDENTITY.recipient();
    assertThrows(IllegalArgumentException.class, () -> Sealer.to(List.of(), CIPHER));
    assertThrows(
        IllegalArgumentException.class,
        () -> Sealer.to(Collections.nCopies(Sealer.MAX_RECIPIENTS + 1, recipient), CIPHER));
    assertThrows(IllegalArgumentException.class, () -> sealer.sealedBytes(-1));
    assertThrows(IllegalArgumentException.class, () -> sealer.seal(sealed, -1));
  }

  @Test
  void sealsToAsManyRecipientsAsItAllows() throws IOException {
    Sealer many =
        Sealer.to(Collections.nCopies(Sealer.MAX_RECIPIENTS, Samples.IDENTITY.recipient()), CIPHER);
    many.seal(sealed, 0).close();
    assertEquals(many.sealedBytes(0), sealed.size());
    assertEquals(0, AgeReader.STREAM.open(OPENER, sealed.toByteArray()).length);
    assertNotEquals(sealer.sealedBytes(0), many.sealedBytes(0));
  }

  private void assertRefused() {
    for (AgeReader reader : AgeReader.values()) {
      assertThrows(EvidenceException.class, () -> reader.open(OPENER, sealed.toByteArray()));
    }
  }

  private static void assertCode(ErrorCode code, Executable executable) {
    assertEquals(code, assertThrows(EvidenceException.class, executable).code());
  }
}
