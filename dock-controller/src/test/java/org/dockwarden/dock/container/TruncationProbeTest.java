package org.dockwarden.dock.container;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.dockwarden.dock.container.TruncationProbe.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** spec/camera-profiles.md, F-13. */
class TruncationProbeTest {
  private static final byte[] FTYP = box("ftyp", 16);
  private static final byte[] MOOV = box("moov", 100);
  private static final byte[] MDAT = box("mdat", 1000);

  @TempDir private Path folder;

  private static byte[] box(String type, int payload) {
    return box(8L + payload, type, payload);
  }

  private static byte[] box(long announced, String type, int payload) {
    ByteBuffer box = ByteBuffer.allocate(8 + payload);
    return box.putInt((int) announced).put(type.getBytes(ISO_8859_1)).array();
  }

  private static byte[] largeBox(String type, long announced, int payload) {
    ByteBuffer box = ByteBuffer.allocate(16 + payload);
    return box.putInt(1).put(type.getBytes(ISO_8859_1)).putLong(announced).array();
  }

  private static byte[] riff(int announced, int payload) {
    ByteBuffer chunk = ByteBuffer.allocate(8 + payload).order(ByteOrder.LITTLE_ENDIAN);
    return chunk
        .put("RIFF".getBytes(ISO_8859_1))
        .putInt(announced)
        .put("AVI ".getBytes(ISO_8859_1))
        .array();
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      joined.writeBytes(part);
    }
    return joined.toByteArray();
  }

  private void assertProbe(Result expected, byte[]... parts) throws IOException {
    Path file = folder.resolve("clip");
    Files.write(file, join(parts));
    try (FileChannel channel = FileChannel.open(file)) {
      assertEquals(expected, TruncationProbe.probe(channel));
    }
  }

  @Test
  void findsWholeFilesComplete() throws IOException {
    assertProbe(Result.COMPLETE, FTYP, MDAT, MOOV);
    assertProbe(Result.COMPLETE, FTYP, MOOV, MDAT);
    assertProbe(Result.COMPLETE, FTYP, MOOV, largeBox("mdat", 116, 100));
    assertProbe(Result.COMPLETE, FTYP, MOOV, box(0, "mdat", 100));
    assertProbe(Result.COMPLETE, FTYP, MDAT, MOOV, new byte[7]);
    assertProbe(Result.COMPLETE, FTYP, MDAT, MOOV, new byte[512]);
  }

  @Test
  void findsAMovieThatWasNeverWritten() throws IOException {
    assertProbe(Result.TRUNCATED, FTYP, MDAT);
    assertProbe(Result.TRUNCATED, FTYP, box(0, "mdat", 100));
    assertProbe(Result.TRUNCATED, FTYP);
    assertProbe(Result.TRUNCATED, FTYP, new byte[512]);
  }

  @Test
  void findsAnEndAtEveryByteOfTheLastBox() throws IOException {
    byte[] whole = join(FTYP, MOOV, box("mdat", 40));
    // A size of which nothing but zeros has arrived cannot be told from padding.
    int firstTold = FTYP.length + MOOV.length + 4;
    for (int length = firstTold; length < whole.length; length++) {
      assertProbe(Result.TRUNCATED, Arrays.copyOf(whole, length));
    }
  }

  @Test
  void findsBoxesThatReachBeyondTheEnd() throws IOException {
    assertProbe(Result.TRUNCATED, FTYP, MOOV, box(0xffff_ffffL, "mdat", 100));
    assertProbe(Result.TRUNCATED, FTYP, MOOV, largeBox("mdat", Long.MAX_VALUE, 10));
    assertProbe(Result.TRUNCATED, FTYP, MOOV, largeBox("mdat", -1, 10));
    assertProbe(Result.TRUNCATED, FTYP, MOOV, largeBox("mdat", 15, 10));
    assertProbe(Result.TRUNCATED, FTYP, MOOV, box(7, "mdat", 10));
  }

  @Test
  void checksTheLengthOfRiff() throws IOException {
    assertProbe(Result.COMPLETE, riff(100, 100));
    assertProbe(Result.COMPLETE, riff(100, 100), riff(50, 50));
    assertProbe(Result.COMPLETE, riff(90, 100));
    assertProbe(Result.TRUNCATED, riff(101, 100));
    assertProbe(Result.TRUNCATED, riff(0, 100));
    assertProbe(Result.TRUNCATED, riff(-1, 100));
    assertProbe(Result.TRUNCATED, riff(100, 100), riff(51, 50));
  }

  @Test
  void saysNothingOfOtherFiles() throws IOException {
    assertProbe(Result.UNKNOWN, new byte[0]);
    assertProbe(Result.UNKNOWN, new byte[7]);
    assertProbe(Result.UNKNOWN, "officer=12345\n".getBytes(ISO_8859_1));
  }

  @Test
  void looksAtALimitedNumberOfBoxes() throws IOException {
    byte[][] many = new byte[5001][];
    Arrays.fill(many, box("free", 0));
    many[0] = FTYP;
    assertProbe(Result.UNKNOWN, many);
  }
}
