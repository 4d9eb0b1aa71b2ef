package org.dockwarden.dock.libmtp;

import java.util.Arrays;

/**
 * An object as the camera tells it, within one session.
 *
 * @param id object handle
 * @param parent object handle of the folder, {@link #isAtRoot} where it is the storage itself
 * @param storage storage id
 * @param name file name, UTF-8
 * @param bytes length
 * @param modifiedSeconds date of modification by the camera's clock, as if it were UTC; 0 for none
 * @param kind what it is
 */
public record MtpObject(
    int id, int parent, int storage, byte[] name, long bytes, long modifiedSeconds, Kind kind) {
  /** What an object is. */
  public enum Kind {
    FILE,
    FOLDER,
    /** A playlist or an album without content of its own. */
    ABSTRACT
  }

  public MtpObject {
    name = name.clone();
  }

  @Override
  public byte[] name() {
    return name.clone();
  }

  /** Whether it lies in no folder: PTP says 0, some cameras all ones. */
  public boolean isAtRoot() {
    return parent == 0 || parent == -1;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MtpObject that
        && id == that.id
        && parent == that.parent
        && storage == that.storage
        && Arrays.equals(name, that.name)
        && bytes == that.bytes
        && modifiedSeconds == that.modifiedSeconds
        && kind == that.kind;
  }

  @Override
  public int hashCode() {
    return id;
  }
}
