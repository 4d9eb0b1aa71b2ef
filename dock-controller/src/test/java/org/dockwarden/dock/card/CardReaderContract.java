package org.dockwarden.dock.card;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every card reader does. */
abstract class CardReaderContract {
  static final String CARD = "04a2b3c4d5e680";
  static final String OTHER_CARD = "01020304";

  /** Longer than any reader takes, and over as soon as there is a tap. */
  static final Duration PATIENCE = Duration.ofSeconds(10);

  static final Duration A_MOMENT = Duration.ofMillis(600);

  /** The reader, with no card on it; closed by the suite's own test class. */
  abstract CardReader reader() throws Exception;

  /** Puts a card down that answers with these bytes when it is asked for its number. */
  abstract void put(byte[] number) throws Exception;

  /** Takes the card away. */
  abstract void remove() throws Exception;

  final void put(String hex) throws Exception {
    put(java.util.HexFormat.of().parseHex(hex));
  }

  @Test
  void readsTheNumberOfACardOnceForEachTap() throws Exception {
    CardReader reader = reader();
    assertEquals(Optional.empty(), reader.await(A_MOMENT));
    put(CARD);
    assertEquals(Optional.of(new Tap.Read(CARD)), reader.await(PATIENCE));
    assertEquals(Optional.empty(), reader.await(A_MOMENT)); // It still lies there.
    remove();
    assertEquals(Optional.empty(), reader.await(A_MOMENT));
    put(OTHER_CARD);
    assertEquals(Optional.of(new Tap.Read(OTHER_CARD)), reader.await(PATIENCE));
    remove();
    assertEquals(Optional.empty(), reader.await(A_MOMENT));
    put(OTHER_CARD);
    assertEquals(Optional.of(new Tap.Read(OTHER_CARD)), reader.await(PATIENCE));
    assertEquals(List.of(), reader.degradations());
  }

  @Test
  void takesNothingButANumberForANumber() throws Exception {
    CardReader reader = reader();
    for (int bytes : new int[] {0, 3, 17, 64}) {
      put(new byte[bytes]);
      assertInstanceOf(
          Tap.Unreadable.class, reader.await(PATIENCE).orElseThrow(), bytes + " bytes");
      remove();
      assertEquals(Optional.empty(), reader.await(A_MOMENT));
    }
    for (int bytes : new int[] {4, 16}) {
      put(new byte[bytes]);
      assertEquals(Optional.of(new Tap.Read("00".repeat(bytes))), reader.await(PATIENCE));
      remove();
      assertEquals(Optional.empty(), reader.await(A_MOMENT));
    }
  }

  @Test
  void takesACardThatLiesThereAtTheStartForNoTap() throws Exception {
    put(CARD);
    CardReader reader = reader();
    assertEquals(Optional.empty(), reader.await(A_MOMENT));
  }
}
