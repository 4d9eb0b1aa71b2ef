package org.dockwarden.gateway.index;

import java.time.Instant;
import java.util.Optional;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.identity.RecordingId;
import org.dockwarden.evidence.receipt.Receipt.CustodyReference;

/**
 * One recording on its way to the DEMS.
 *
 * @param recording what is delivered
 * @param state how far it is
 * @param createdAt since when it should be delivered
 * @param name what the connector called it when it handed over
 * @param acknowledgement the DEMS's acceptance, once there is one
 * @param error why it does not go on
 */
public record Delivery(
    RecordingId recording,
    DeliveryState state,
    Instant createdAt,
    Optional<String> name,
    Optional<Accepted> acknowledgement,
    Optional<ErrorCode> error) {
  /**
   * The DEMS's acceptance, its digest compared with ours.
   *
   * @param reference what the DEMS calls it
   * @param at when, DEMS's clock
   * @param custody the custody entry {@code delivered}
   */
  public record Accepted(String reference, Instant at, CustodyReference custody) {}
}
