package org.dockwarden.evidence.error;

/** What whoever receives an error does next (spec/errors.md, E-1). */
public enum Reaction {
  /** The same request may succeed later: back off and try again. */
  RETRY,
  /** The two sides disagree about the offset: ask for it, then go on from there. */
  RESYNC,
  /** The request can never succeed as it is: do not repeat it, report it. */
  REJECT,
  /** The bytes are not what they claim to be: keep them, alarm, never delete. */
  QUARANTINE,
  /**
   * Only a person can mend it (disk full, configuration, hardware): hold, show it, keep trying
   * slowly.
   */
  OPERATOR
}
