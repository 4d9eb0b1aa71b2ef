package org.dockwarden.dock.card;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The card reader that is a file. */
class SimulatedReaderTest extends CardReaderContract {
  @TempDir private Path folder = Path.of("");

  @Override
  CardReader reader() {
    return new SimulatedReader(folder);
  }

  @Override
  void put(byte[] number) throws Exception {
    Path part = folder.resolve(".card.part");
    Files.writeString(part, HexFormat.of().formatHex(number) + "\n");
    Files.move(part, folder.resolve("card"), StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  void remove() throws Exception {
    Files.delete(folder.resolve("card"));
  }

  @Test
  void takesAFileThatIsNoNumberForAnUnreadableCard() throws Exception {
    CardReader reader = reader();
    Files.writeString(folder.resolve("card"), "\u0000garbage".repeat(1000));
    assertInstanceOf(Tap.Unreadable.class, reader.await(PATIENCE).orElseThrow());
  }

  @Test
  void saysThatItsFolderIsMissing() {
    CardReader reader = new SimulatedReader(folder.resolve("missing"));
    assertEquals(Optional.empty(), reader.await(A_MOMENT));
    assertEquals(1, reader.degradations().size());
  }
}
