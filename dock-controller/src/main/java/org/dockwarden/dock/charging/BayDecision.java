package org.dockwarden.dock.charging;

import java.util.Optional;
import java.util.OptionalInt;
import org.dockwarden.dock.bay.BayReason;

/**
 * What is to be done with a bay.
 *
 * @param isOn whether its port has power
 * @param state what to say of it
 * @param percent charge as far as it is known: what the camera told, 100 when full
 * @param fault what is wrong, until it is not any more
 * @param completed a charge that has just come to its end
 */
public record BayDecision(
    boolean isOn,
    ChargingState state,
    OptionalInt percent,
    Optional<BayReason> fault,
    Optional<CompletedCharge> completed) {
  /** The same without power: somebody else's reason overrides the policy for a moment. */
  public BayDecision off() {
    return new BayDecision(false, state, percent, fault, completed);
  }
}
