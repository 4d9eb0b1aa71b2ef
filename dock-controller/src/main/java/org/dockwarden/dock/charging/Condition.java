package org.dockwarden.dock.charging;

/** What may hold of a bay for a while; how long it has held decides. */
enum Condition {
  /** More current than any camera may draw. */
  OVER,
  /** Less current than any connected camera draws. */
  NONE,
  /** So little current that it is full, if that lasts. */
  TAPER,
  /** So much current that it charges, if that lasts. */
  RISE,
  /** A current that is neither too much nor none. */
  NORMAL,
  /** Powered, and nothing has enumerated. */
  ABSENT,
  /** Something draws current and does not enumerate. */
  MUTE,
  /** Powered, and the sensor does not answer. */
  BLIND
}
