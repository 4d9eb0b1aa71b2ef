package org.dockwarden.agent.display;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.dockwarden.dock.bay.BayNumber;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DockLayoutTest {
  @ParameterizedTest
  @CsvSource({"1,1,1", "3,1,3", "4,2,2", "6,2,3", "8,2,4", "12,2,6", "14,3,5", "128,7,19"})
  void anyNumberOfBaysHasASensibleLayout(int bays, int rows, int columns) {
    DockLayout layout = DockLayout.of(bays);
    assertEquals(rows, layout.rows().size());
    assertEquals(columns, layout.columns());
    assertEquals(numbers(IntStream.rangeClosed(1, bays)), layout.bays());
  }

  @Test
  void baysLieAsWritten() {
    DockLayout layout = DockLayout.parse(List.of("1 . 2", " 4   3 "), 4);
    assertEquals(numbers(IntStream.of(1, 2, 4, 3)), layout.bays());
    assertTrue(layout.css().contains("#bay-2 { grid-area: 1 / 3 }"), layout.css());
    assertTrue(layout.css().contains("#bay-3 { grid-area: 2 / 2 }"), layout.css());
  }

  @ParameterizedTest
  @ValueSource(strings = {"1 2", "1 2 3 3", "1 2 3 4", "1 2 x", "", "0 1 2 3", "1 2 3 99999999999"})
  void aBayThatIsMissingOrTooManyIsSaid(String line) {
    assertThrows(IllegalArgumentException.class, () -> DockLayout.parse(List.of(line), 3));
  }

  private static List<BayNumber> numbers(IntStream bays) {
    return bays.mapToObj(BayNumber::new).toList();
  }
}
