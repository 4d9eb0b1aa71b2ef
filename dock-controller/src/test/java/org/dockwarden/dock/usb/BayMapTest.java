package org.dockwarden.dock.usb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.Set;
import org.dockwarden.dock.bay.BayNumber;
import org.dockwarden.dock.sysfs.PortPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** U-1. */
class BayMapTest {
  private static final BayNumber TWO = new BayNumber(2);

  private static final String TEXT =
      """
      # a dock

      hub 1-1 05e3:0610 4
      hub 1-1.4 05e3:0608 4
      own 1-2 08e6:3437
      1 1-1.1
        2 \t1-1.4.2
      """;

  private static final BayMap MAP = BayMapText.parse(TEXT);

  @Test
  void readsBaysHubsAndTheDocksOwnDevices() {
    assertEquals(Optional.of(TWO), MAP.bayAt(new PortPath("1-1.4.2")));
    assertEquals(Optional.empty(), MAP.bayAt(new PortPath("1-1.4")));
    assertEquals(new BayMap.Hub("05e3:0608", 4), MAP.hubs().get(new PortPath("1-1.4")));
    assertEquals("08e6:3437", MAP.own().get(new PortPath("1-2")));
    assertEquals(Set.of(new PortPath("1-1"), new PortPath("1-1.4")), MAP.hubsOnTheWay());
    assertEquals(Set.of(TWO), MAP.baysBelow(new PortPath("1-1.4")));
  }

  @Test
  void writesWhatItReads() {
    assertEquals(MAP, BayMapText.parse(BayMapText.format(MAP)));
    assertEquals(BayMap.EMPTY, BayMapText.parse(BayMapText.format(BayMap.EMPTY)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1 1-1.1\n1 1-1.2",
        "1 1-1.1\n2 1-1.1",
        "1 1-1.1\n2 1-1.1.2",
        "1 1-1\nhub 1-1 05e3:0610 4",
        "1 1-1.1\nown 1-1.1 08e6:3437",
        "1 1-1.1\nown 1-1 08e6:3437",
        "hub 1-1 05e3:0610 4\nhub 1-1 05e3:0610 4",
        "hub 1-1 05e3:0610 0",
        "hub 1-1 05e3:0610 256",
        "hub 1-1 05E3:0610 4",
        "hub 1-1 05e3:0610",
        "own 1-1",
        "0 1-1.1",
        "129 1-1.1",
        "01 1-1.1",
        "1",
        "1 1-1.1 # bay one",
        "one 1-1.1",
        "1 usb1",
        "1 1-1/../x"
      })
  void refusesMistakes(String text) {
    assertThrows(IllegalArgumentException.class, () -> BayMapText.parse(text));
  }

  @Test
  void namesEveryMistakeWithItsLine() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> BayMapText.parse("x 1-1.1\n2 1-1.2\n3 usb\n"));
    assertTrue(String.valueOf(e.getMessage()).startsWith("line 1: "), e::getMessage);
    assertTrue(String.valueOf(e.getMessage()).contains("; line 3: "), e::getMessage);
  }
}
