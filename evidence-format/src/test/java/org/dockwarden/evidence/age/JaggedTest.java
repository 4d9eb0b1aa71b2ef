package org.dockwarden.evidence.age;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class JaggedTest {
  static final List<Integer> BOUNDARIES = Samples.BOUNDARIES;

  @ParameterizedTest
  @FieldSource("BOUNDARIES")
  void opensWhatWeSeal(int originalBytes) throws Exception {
    byte[] original = SeededRandom.bytes(originalBytes, originalBytes);
    for (int recipients : new int[] {1, 3}) {
      byte[] sealed = Samples.seal(original, recipients);
      assertArrayEquals(original, Jagged.open(sealed, Samples.IDENTITY));
    }
  }

  @ParameterizedTest
  @FieldSource("BOUNDARIES")
  void sealsWhatWeOpen(int originalBytes) throws Exception {
    byte[] original = SeededRandom.bytes(originalBytes, originalBytes);
    for (int recipients : new int[] {1, 3}) {
      byte[] sealed = Jagged.seal(original, Samples.recipients(recipients));
      for (AgeReader reader : AgeReader.values()) {
        assertArrayEquals(original, reader.open(Samples.OPENER, sealed));
      }
    }
  }
}
