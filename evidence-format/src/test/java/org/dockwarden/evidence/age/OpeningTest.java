package org.dockwarden.evidence.age;

import static org.dockwarden.evidence.age.Samples.OPENER;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpeningTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void readsOfAnySizeGiveTheOriginal(long seed) throws IOException {
    Random random = new Random(seed);
    byte[] original = SeededRandom.bytes(seed, random.nextInt(500_000));
    byte[] sealed = Samples.seal(original, 1);
    try (InputStream opened = OPENER.open(new ByteArrayInputStream(sealed))) {
      byte[] read = new byte[original.length];
      int at = 0;
      while (at < original.length) {
        if (random.nextInt(10) == 0) {
          read[at++] = (byte) opened.read();
        } else if (random.nextInt(10) == 0) {
          int skipped = (int) opened.skip(random.nextInt(100_000));
          System.arraycopy(original, at, read, at, skipped);
          at += skipped;
        } else {
          int most = Math.min(original.length - at, 1 + random.nextInt(150_000));
          at += opened.read(read, at, most);
        }
      }
      assertArrayEquals(original, read, "seed " + seed);
      assertEquals(-1, opened.read());
      assertEquals(-1, opened.read(new byte[1]));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void readsAtAnyPositionGiveTheOriginal(long seed) throws IOException {
    Random random = new Random(seed);
    byte[] original = SeededRandom.bytes(seed, 1 + random.nextInt(500_000));
    byte[] sealed = Samples.seal(original, 1);
    try (SeekableByteChannel opened = OPENER.open(new MemoryChannel(sealed))) {
      assertEquals(original.length, opened.size());
      for (int i = 0; i < 200; i++) {
        int from = random.nextInt(original.length + 10);
        if (random.nextBoolean()) {
          from = Math.min(original.length, from / 65_536 * 65_536);
        }
        ByteBuffer read = ByteBuffer.allocate(1 + random.nextInt(140_000));
        int count = opened.position(from).read(read);
        int expected = Math.min(read.capacity(), original.length - from);
        assertEquals(expected <= 0 ? -1 : expected, count, "seed " + seed);
        assertArrayEquals(
            Arrays.copyOfRange(original, from, from + Math.max(0, expected)),
            Arrays.copyOf(read.array(), read.position()),
            "seed " + seed);
        assertEquals(from + Math.max(0, expected), opened.position());
      }
    }
  }

  @Test
  void openedChannelIsForReadingAndClosesItsSource() throws IOException {
    MemoryChannel source = new MemoryChannel(Samples.seal(new byte[10], 1));
    SeekableByteChannel opened = OPENER.open(source);
    assertThrows(NonWritableChannelException.class, () -> opened.write(ByteBuffer.allocate(1)));
    assertThrows(NonWritableChannelException.class, () -> opened.truncate(1));
    assertThrows(IllegalArgumentException.class, () -> opened.position(-1));
    opened.close();
    assertFalse(source.isOpen());
    assertFalse(opened.isOpen());
    assertThrows(ClosedChannelException.class, () -> opened.read(ByteBuffer.allocate(1)));
    assertThrows(ClosedChannelException.class, opened::size);
  }

  @Test
  void readsNothingIntoNothing() throws IOException {
    byte[] sealed = Samples.seal(new byte[10], 1);
    try (InputStream opened = OPENER.open(new ByteArrayInputStream(sealed))) {
      assertEquals(0, opened.read(new byte[0]));
      assertEquals(0, opened.available());
      assertEquals(0, opened.read());
      assertEquals(9, opened.available());
    }
  }

  @Test
  void opensFromItsStartWhereverTheChannelStands() throws IOException {
    byte[] original = SeededRandom.bytes(1, 100);
    MemoryChannel source = new MemoryChannel(Samples.seal(original, 1));
    source.position(57);
    try (SeekableByteChannel opened = OPENER.open(source)) {
      ByteBuffer read = ByteBuffer.allocate(100);
      assertEquals(100, opened.read(read));
      assertArrayEquals(original, read.array());
    }
  }
}
