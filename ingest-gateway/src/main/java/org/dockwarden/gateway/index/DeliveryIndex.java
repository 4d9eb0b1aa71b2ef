package org.dockwarden.gateway.index;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.identity.RecordingId;
import org.dockwarden.evidence.receipt.Receipt.CustodyReference;

/** Deliveries. A recording gets one when its receipt of stage stored becomes visible. */
public interface DeliveryIndex {
  /** Deliveries that are not finished, earliest first. */
  List<Delivery> undelivered() throws IOException;

  /** One delivery. */
  Optional<Delivery> delivery(RecordingId recording) throws IOException;

  /** The evidence is at the DEMS under this name. */
  void handedOver(RecordingId recording, String name) throws IOException;

  /** The DEMS accepted with the right digest; appends {@code delivered}. */
  CustodyReference acknowledged(RecordingId recording, String reference, Instant at)
      throws IOException;

  /** The DEMS refused, or named another digest; recorded once for each distinct reason. */
  void rejected(RecordingId recording, ErrorCode error, String reason) throws IOException;

  /** It does not go on, for now; shown in status and health, no custody entry. */
  void stalled(RecordingId recording, ErrorCode error, String detail) throws IOException;
}
