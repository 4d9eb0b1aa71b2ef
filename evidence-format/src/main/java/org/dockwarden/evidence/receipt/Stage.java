package org.dockwarden.evidence.receipt;

import java.util.Locale;

/** How far a recording has come when a receipt is given; later stages include earlier ones. */
public enum Stage {
  /** Stored on the gateway and verified by reading it back. */
  STORED,
  /** Taken over by the DEMS, which returned the original's digest. */
  DELIVERED;

  /** The form in documents: lower case. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether a receipt of this stage satisfies a policy that asks for {@code required}. */
  public boolean reaches(Stage required) {
    return compareTo(required) >= 0;
  }
}
