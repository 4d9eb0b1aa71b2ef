package org.dockwarden.evidence.custody;

import java.util.Locale;

/** What happened to a recording at the gateway. */
public enum CustodyEvent {
  /** A signed manifest was accepted for a complete upload. */
  COMMITTED,
  /** The sealed object lies in the evidence store under its own name. */
  STORED,
  /** The store was read back: sealed and original length and digest are as the manifest says. */
  VERIFIED,
  /** A receipt of stage {@code stored} exists. */
  RECEIPTED,
  /** The same recording was committed again (another dock, or again); nothing was replaced. */
  SEEN_AGAIN,
  /** The connector made the evidence appear at the DEMS. */
  HANDED_OVER,
  /** The DEMS acknowledged with the original's digest; a receipt of stage {@code delivered}. */
  DELIVERED,
  /** The DEMS refused. */
  DELIVERY_REJECTED,
  /** Something differed; the bytes are kept apart. */
  QUARANTINED,
  /** An operator took note of what is kept apart; nothing else changes. */
  QUARANTINE_ACKNOWLEDGED,
  /** The gateway said who held the camera when it was recorded, or that it is unknown. */
  ATTRIBUTED;

  /** The form in documents: lower case, hyphens. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
