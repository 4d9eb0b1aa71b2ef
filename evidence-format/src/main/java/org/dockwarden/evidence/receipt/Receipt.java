package org.dockwarden.evidence.receipt;

import java.time.Instant;
import java.util.Optional;
import org.dockwarden.evidence.identity.Digest;
import org.dockwarden.evidence.identity.DockId;
import org.dockwarden.evidence.identity.RecordingId;
import org.dockwarden.evidence.json.InstantText;
import org.dockwarden.evidence.json.JsonValue;
import org.dockwarden.evidence.json.UnicodeText;

/**
 * What the gateway vouches for (spec/evidence-format.md 5).
 *
 * @param stage how far the recording has come
 * @param recording its name
 * @param originalBytes length of the original, counted when the sealed object was opened
 * @param original SHA-256 of the original, computed when the sealed object was opened
 * @param sealedBytes length of the sealed object in the store
 * @param sealed segment digest of the sealed object, computed by reading the store
 * @param manifest SHA-256 of the manifest document that this evidence was committed with
 * @param gateway name of the gateway
 * @param issuedAt when, gateway's clock
 * @param custody the custody entry that records this
 * @param delivery the DEMS's word; present exactly when the stage is {@link Stage#DELIVERED}
 */
public record Receipt(
    Stage stage,
    RecordingId recording,
    long originalBytes,
    Digest original,
    long sealedBytes,
    Digest sealed,
    Digest manifest,
    String gateway,
    Instant issuedAt,
    CustodyReference custody,
    Optional<Delivery> delivery) {
  /** Value of the member {@code format}. */
  public static final String FORMAT = "dockwarden-receipt/1";

  /** Largest encoded receipt that any part reads, in bytes. */
  public static final int MAX_BYTES = 16 * 1024;

  public Receipt {
    DockId.requireName("gateway", gateway);
    issuedAt = InstantText.truncate(issuedAt);
    requireRange("original bytes", originalBytes, 0);
    requireRange("sealed bytes", sealedBytes, 1);
    if (delivery.isPresent() != (stage == Stage.DELIVERED)) {
      throw new IllegalArgumentException(
          "delivery: present=" + delivery.isPresent() + " (expected: exactly when delivered)");
    }
  }

  private static void requireRange(String what, long bytes, long min) {
    if (bytes < min || bytes > JsonValue.MAX_INTEGER) {
      throw new IllegalArgumentException(
          what + ": " + bytes + " (expected: " + min + " to 2^53 - 1)");
    }
  }

  /**
   * Position of a custody entry.
   *
   * @param index its index in the log, from 0
   * @param leaf its leaf hash
   */
  public record CustodyReference(long index, Digest leaf) {
    public CustodyReference {
      requireRange("custody index", index, 0);
    }
  }

  /**
   * The DEMS's acknowledgement.
   *
   * @param connector name of the connector that handed over
   * @param reference what the DEMS calls the evidence
   * @param original SHA-256 of the original as the DEMS computed it; equals the receipt's
   * @param acknowledgedAt when, DEMS's clock
   */
  public record Delivery(
      String connector, String reference, Digest original, Instant acknowledgedAt) {
    private static final int MAX_CONNECTOR_LENGTH = 64;
    private static final int MAX_REFERENCE_LENGTH = 1024;

    public Delivery {
      UnicodeText.requireLine("connector", connector, MAX_CONNECTOR_LENGTH);
      UnicodeText.requireLine("reference", reference, MAX_REFERENCE_LENGTH);
      acknowledgedAt = InstantText.truncate(acknowledgedAt);
    }
  }
}
