package org.dockwarden.dock.bay;

/**
 * How far the files of the docked camera have come. Files of an earlier docking that are known to
 * be sealed or released count as such from the start.
 *
 * @param listed files on the camera when it was listed, without ignored ones
 * @param sealed of them, durable on the dock's disk or already receipted
 * @param released of them, erased from the camera under a receipt
 */
public record FileCounts(int listed, int sealed, int released) {
  public static final FileCounts NONE = new FileCounts(0, 0, 0);

  public FileCounts {
    if (released < 0 || sealed < released || listed < sealed) {
      throw new IllegalArgumentException(
          "files: %d listed, %d sealed, %d released (expected: listed >= sealed >= released >= 0)"
              .formatted(listed, sealed, released));
    }
  }

  /** Whether every file is safe on the dock, or was before. */
  public boolean isAllSealed() {
    return sealed == listed;
  }

  /** Whether nothing of what was listed is left on the camera. */
  public boolean isAllReleased() {
    return released == listed;
  }

  /** Whether these counts can follow the others without a new listing: nothing gets unsealed. */
  boolean continues(FileCounts before) {
    return listed == before.listed && sealed >= before.sealed && released >= before.released;
  }
}
