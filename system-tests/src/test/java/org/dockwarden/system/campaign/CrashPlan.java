package org.dockwarden.system.campaign;

/**
 * How much a crash campaign does.
 *
 * @param seed decides every choice; only the moments are the machine's
 * @param kills SIGKILLs
 * @param recordings files filmed over the whole run
 * @param largestBytes of a recording
 * @param longestPauseMillis between two kills
 */
record CrashPlan(long seed, int kills, int recordings, int largestBytes, int longestPauseMillis) {
  static final int CAMERAS = 5;
  static final int BAYS = 3;
}
