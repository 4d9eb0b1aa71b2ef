package org.dockwarden.evidence.custody;

import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dockwarden.evidence.identity.Digest;
import org.dockwarden.evidence.identity.DockId;
import org.dockwarden.evidence.identity.RecordingId;
import org.dockwarden.evidence.json.InstantText;
import org.dockwarden.evidence.json.JsonValue;
import org.dockwarden.evidence.json.UnicodeText;

/**
 * One entry (spec/evidence-format.md 6).
 *
 * @param index position in the log, from 0
 * @param previous leaf hash of the entry before it; empty for the first
 * @param recording what it is about
 * @param previousOfRecording leaf hash of the entry before it about the same recording
 * @param event what happened
 * @param at when, gateway's clock
 * @param gateway where
 * @param facts further facts by name, text only: digests, dock, error code, DEMS reference
 */
public record CustodyEntry(
    long index,
    Optional<Digest> previous,
    RecordingId recording,
    Optional<Digest> previousOfRecording,
    CustodyEvent event,
    Instant at,
    String gateway,
    SortedMap<String, String> facts) {
  /** Value of the member {@code format}. */
  public static final String FORMAT = "dockwarden-custody/1";

  /** Largest encoded entry, in bytes. */
  public static final int MAX_BYTES = 16 * 1024;

  private static final int MAX_FACT_NAME_LENGTH = 64;

  public CustodyEntry {
    if (index < 0 || (index == 0) != previous.isEmpty()) {
      throw new IllegalArgumentException(
          "index: " + index + " (expected: 0 without, > 0 with a previous entry)");
    }
    if (index > JsonValue.MAX_INTEGER) {
      throw new IllegalArgumentException("index: " + index + " (expected: below 2^53)");
    }
    DockId.requireName("gateway", gateway);
    at = InstantText.truncate(at);
    for (var fact : facts.entrySet()) {
      UnicodeText.requireLine("fact", fact.getKey(), MAX_FACT_NAME_LENGTH);
      if (!UnicodeText.isWellFormed(fact.getValue())) {
        throw new IllegalArgumentException(fact.getKey() + ": lone surrogate (expected: text)");
      }
    }
    facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
  }
}
