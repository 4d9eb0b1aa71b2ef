package org.dockwarden.agent.offload;

/**
 * What lies on a camera and cannot be taken, so that it stays there (F-9, N-3).
 *
 * @param entries how many
 * @param isFile whether one of them is a file: it may be footage, and the camera is never empty
 * @param first one of them and why, for a person; a file if there is one
 */
public record Leftovers(long entries, boolean isFile, String first) {
  /** Nothing is left. */
  public static final Leftovers NONE = new Leftovers(0, false, "");

  /** With one more. */
  Leftovers and(boolean file, String what) {
    boolean says = entries == 0 || (file && !isFile);
    return new Leftovers(entries + 1, isFile || file, says ? what : first);
  }

  @Override
  public String toString() {
    return entries + (entries == 1 ? " entry stays" : " entries stay") + " on the camera: " + first;
  }
}
