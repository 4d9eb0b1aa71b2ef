package org.dockwarden.dock.card;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dockwarden.evidence.testing.ExpectsLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real pcscd with a virtual reader of two slots, and virtual cards (vsmartcard-vpcd). */
class PcscReaderIT extends CardReaderContract {
  @TempDir private Path folder = Path.of("");
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();

  @SuppressWarnings("NullAway.Init") // By start.
  private PcscDaemon daemon;

  private Optional<VirtualCard> card = Optional.empty();

  @BeforeEach
  void start() throws Exception {
    daemon = PcscDaemon.start(folder);
  }

  @AfterEach
  void stop() throws Exception {
    while (!parts.isEmpty()) {
      parts.pop().close();
    }
    daemon.close();
  }

  @Override
  CardReader reader() throws Exception {
    CardReader reader = new PcscReader(PcscReader.LIBRARY);
    parts.push(reader);
    assertEquals(Optional.empty(), reader.await(A_MOMENT)); // Has seen what lies there.
    return reader;
  }

  @Override
  void put(byte[] number) throws Exception {
    card = Optional.of(insert(0, number));
  }

  @Override
  void remove() {
    card.ifPresent(VirtualCard::close);
  }

  private VirtualCard insert(int slot, byte[] number) throws Exception {
    VirtualCard inserted = VirtualCard.insert(daemon.port() + slot, number);
    parts.push(inserted);
    return inserted;
  }

  @Test
  void takesCardsOnTwoReadersOneByOneOrForNone() throws Exception {
    CardReader reader = reader();
    insert(0, HexFormat.of().parseHex(CARD));
    insert(1, HexFormat.of().parseHex(OTHER_CARD));
    // Both are there before it looks again, or it has seen the first before the second came.
    Tap tap = reader.await(PATIENCE).orElseThrow();
    if (tap instanceof Tap.Read first) {
      Tap second = reader.await(PATIENCE).orElseThrow();
      assertEquals(Set.of(new Tap.Read(CARD), new Tap.Read(OTHER_CARD)), Set.of(first, second));
    } else {
      assertInstanceOf(Tap.Unreadable.class, tap);
    }
  }

  @Test
  @ExpectsLog("card reader")
  void goesOnWhenPcscdHasRestarted() throws Exception {
    CardReader reader = reader();
    put(CARD);
    assertEquals(Optional.of(new Tap.Read(CARD)), reader.await(PATIENCE));
    remove();
    daemon.close();
    assertEquals(Optional.empty(), reader.await(A_MOMENT));
    assertEquals(List.of("card reader: pcscd does not run"), settled(reader));
    daemon = PcscDaemon.start(folder);
    while (!reader.degradations().isEmpty()) {
      assertEquals(Optional.empty(), reader.await(A_MOMENT));
    }
    put(OTHER_CARD);
    assertEquals(Optional.of(new Tap.Read(OTHER_CARD)), reader.await(PATIENCE));
  }

  /** Its first complaint may be of the call that broke off. */
  private static List<String> settled(CardReader reader) {
    assertEquals(Optional.empty(), reader.await(A_MOMENT));
    assertEquals(Optional.empty(), reader.await(A_MOMENT));
    return reader.degradations();
  }

  @Test
  @ExpectsLog("card reader")
  void saysThatThereIsNoReader() throws Exception {
    daemon.close();
    daemon = PcscDaemon.startWithoutReader(folder);
    CardReader reader = new PcscReader(PcscReader.LIBRARY);
    parts.push(reader);
    assertEquals(Optional.empty(), reader.await(A_MOMENT));
    assertEquals(List.of("card reader: no reader connected"), reader.degradations());
  }

  @Test
  void refusesALibraryThatIsNone() {
    assertThrows(IllegalArgumentException.class, () -> new PcscReader("libmissing.so.1"));
    assertThrows(IllegalArgumentException.class, () -> new PcscReader("libc.so.6"));
  }
}
