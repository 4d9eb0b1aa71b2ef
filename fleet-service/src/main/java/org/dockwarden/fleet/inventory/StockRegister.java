package org.dockwarden.fleet.inventory;

import java.io.IOException;
import java.util.List;

/** Where people change the inventory. What they did is durable when a method returns. */
public interface StockRegister {
  /**
   * Gives a camera another state.
   *
   * @throws IOException when it cannot be kept
   */
  Outcome set(String camera, StockState state, String reason, String by) throws IOException;

  /**
   * Takes the stock states of a CSV file (header {@code camera,stock,reason}; see {@code
   * docs/operating/fleet.md}): all lines or, when one is wrong, none.
   *
   * @param csv UTF-8, at most 16 MiB
   */
  Import importCsv(byte[] csv, String by) throws IOException;

  /** What became of a change. */
  enum Outcome {
    CHANGED,
    /** It was so already. */
    SAME,
    /** No camera of that id was ever seen. */
    UNKNOWN_CAMERA
  }

  /**
   * What became of a file.
   *
   * @param changed cameras whose state is another now; 0 where there are problems
   * @param added cameras that were not known before
   * @param problems {@code line N: COLUMN: what (expected: …)}, at most 100
   */
  record Import(int changed, int added, List<String> problems) {
    public Import {
      problems = List.copyOf(problems);
    }
  }
}
