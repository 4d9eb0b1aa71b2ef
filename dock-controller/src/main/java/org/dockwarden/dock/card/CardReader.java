package org.dockwarden.dock.card;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Where cards are held to. One thread waits; {@link #degradations} may be asked by any. Readers may
 * be plugged and pulled, and their service may stop and start, while somebody waits.
 */
public interface CardReader extends AutoCloseable {
  /**
   * Waits for the next card that is put down; one that stays counts once. Empty after the time, or
   * when the thread is interrupted; not after much longer than the time in any case.
   */
  Optional<Tap> await(Duration longest);

  /** What does not work as it should, one line each (I7). */
  List<String> degradations();

  @Override
  void close();
}
