package org.dockwarden.dock.bay;

/**
 * When a cleared camera may be issued.
 *
 * @param issuePercent lowest charge at which it is ready, 1 to 100
 */
public record ChargeRule(int issuePercent) {
  public ChargeRule {
    if (issuePercent < 1 || issuePercent > 100) {
      throw new IllegalArgumentException("issuePercent: " + issuePercent + " (expected: 1 to 100)");
    }
  }
}
