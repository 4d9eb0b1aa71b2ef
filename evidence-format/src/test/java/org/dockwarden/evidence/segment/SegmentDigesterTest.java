package org.dockwarden.evidence.segment;

import static org.dockwarden.evidence.segment.SegmentDigester.SEGMENT_BYTES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.dockwarden.evidence.identity.Digest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rule S-4. */
class SegmentDigesterTest {
  @ParameterizedTest
  @ValueSource(
      ints = {
        1,
        SEGMENT_BYTES - 1,
        SEGMENT_BYTES,
        SEGMENT_BYTES + 1,
        2 * SEGMENT_BYTES,
        2 * SEGMENT_BYTES + 1
      })
  void digestsTheDigestsOfItsSegments(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    List<Digest> expected = new ArrayList<>();
    ByteArrayOutputStream concatenated = new ByteArrayOutputStream();
    for (int from = 0; from < length; from += SEGMENT_BYTES) {
      int end = Math.min(length, from + SEGMENT_BYTES);
      Digest segment = Digest.compute(Arrays.copyOfRange(bytes, from, end));
      expected.add(segment);
      concatenated.writeBytes(segment.toBytes());
    }
    SegmentDigester digester = new SegmentDigester();
    Random random = new Random(length);
    for (int from = 0; from < length; ) {
      int taken = Math.min(length - from, random.nextInt(3_000_000));
      digester.update(bytes, from, taken);
      from += taken;
      assertEquals(expected.subList(0, from / SEGMENT_BYTES), digester.segments());
    }
    Digest digest = digester.finish();
    assertEquals(Digest.compute(concatenated.toByteArray()), digest);
    assertEquals(expected, digester.segments());
    assertEquals(digest, SegmentDigester.combine(expected));
    assertEquals(digest, digester.finish());
  }

  @Test
  void agreesWithTheShellOfTheSpecification() {
    // head -c 20000000 /dev/zero >FILE, then the command of S-4.
    SegmentDigester digester = new SegmentDigester();
    digester.update(new byte[20_000_000], 0, 20_000_000);
    assertEquals(
        "2a0d6d756f61e313540465e37f8e9b1ef68464d9d2a1060165dae1e2c2525d4f",
        digester.finish().hex());
  }

  @Test
  void knowsNoEmptyObject() {
    assertThrows(IllegalArgumentException.class, () -> new SegmentDigester().finish());
    assertThrows(IllegalArgumentException.class, () -> SegmentDigester.combine(List.of()));
  }

  @Test
  void takesNothingAfterTheEnd() {
    SegmentDigester digester = new SegmentDigester();
    digester.update(new byte[1], 0, 1);
    digester.finish();
    assertThrows(IllegalStateException.class, () -> digester.update(new byte[1], 0, 1));
  }
}
