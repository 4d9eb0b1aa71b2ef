package org.dockwarden.dock.volume;

/**
 * How much a volume may hold (F-10). More than any camera's does is damage or an attack.
 *
 * @param files regular files; beyond it the bay is in fault
 * @param depth folders above a file
 */
public record VolumeLimits(int files, int depth) {
  /** A month of one-minute clips with three sidecars each is about 170,000 files. */
  public static final VolumeLimits STANDARD = new VolumeLimits(200_000, 32);
}
