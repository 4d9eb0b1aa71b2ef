package org.dockwarden.fleet.host;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.dockwarden.evidence.error.EvidenceException;
import org.dockwarden.evidence.sparkplug.SparkplugCodec;
import org.dockwarden.evidence.sparkplug.SparkplugMetric;
import org.dockwarden.evidence.sparkplug.SparkplugPayload;
import org.dockwarden.fleet.dock.DockKey;
import org.dockwarden.fleet.dock.DockTable;
import org.dockwarden.fleet.dock.DockTable.Reaction;
import org.dockwarden.fleet.dock.DockTopic;
import org.dockwarden.fleet.dock.DropReason;

/**
 * Takes what docks say, whatever it is: what cannot be taken is counted for its reason and its
 * dock, and the others notice nothing. Thread-safe; each broker's thread calls it.
 */
public final class SparkplugHost {
  /** H-8: a dock's messages stay below a quarter of this. */
  public static final int MAX_PAYLOAD = 256 * 1024;

  private static final String REBIRTH = "Node Control/Rebirth";

  private final DockTable docks;
  private final Duration reorderTimeout;
  private final RebirthPacer pacer;
  private final FloodGate gate = new FloodGate();
  private final AtomicLong messages = new AtomicLong();

  /**
   * @param reorderTimeout how long a missing message is waited for
   * @param rebirthsPerSecond over all docks
   */
  public SparkplugHost(DockTable docks, Duration reorderTimeout, int rebirthsPerSecond) {
    this.docks = docks;
    this.reorderTimeout = reorderTimeout;
    this.pacer = new RebirthPacer(rebirthsPerSecond);
  }

  /**
   * Whether a message is to be kept for {@link #take}; called where it arrives, before it waits
   * anywhere. Counts what is not.
   *
   * @param nanos monotonic
   */
  public boolean admits(String topic, int bytes, boolean isRetained, long nanos) {
    messages.incrementAndGet();
    Optional<DockTopic> parsed = DockTopic.parse(topic);
    if (parsed.isEmpty()) {
      if (!DockTopic.isOfOthers(topic)) {
        drop(Optional.empty(), DropReason.MALFORMED_TOPIC);
      }
      return false;
    }
    DockKey dock = parsed.get().dock();
    Optional<DropReason> reason = refusal(dock, bytes, isRetained, nanos);
    reason.ifPresent(why -> drop(Optional.of(dock), why));
    return reason.isEmpty();
  }

  private Optional<DropReason> refusal(DockKey dock, int bytes, boolean isRetained, long nanos) {
    if (isRetained) {
      return Optional.of(DropReason.RETAINED);
    }
    if (!gate.admits(dock.toString(), Math.min(bytes, MAX_PAYLOAD), nanos)) {
      return Optional.of(DropReason.FLOOD);
    }
    return bytes > MAX_PAYLOAD ? Optional.of(DropReason.TOO_LARGE) : Optional.empty();
  }

  /** Counts a message that was not taken. */
  public void drop(Optional<DockKey> dock, DropReason reason) {
    docks.drop(dock, reason);
  }

  /** Takes an admitted message in. */
  public void take(String broker, String topic, byte[] payload, Instant now) {
    Optional<DockTopic> parsed = DockTopic.parse(topic);
    if (parsed.isEmpty()) {
      return;
    }
    DockKey dock = parsed.get().dock();
    try {
      hear(parsed.get(), SparkplugCodec.decode(payload), broker, now);
    } catch (EvidenceException e) {
      drop(Optional.of(dock), DropReason.MALFORMED_PAYLOAD);
    }
  }

  private void hear(DockTopic topic, SparkplugPayload payload, String broker, Instant now) {
    Reaction reaction = docks.apply(topic, payload, broker, now);
    synchronized (pacer) {
      if (topic.kind() == DockTopic.Kind.NBIRTH) {
        pacer.born(topic.dock());
      }
      if (reaction == Reaction.ASK_FOR_REBIRTH) {
        pacer.want(topic.dock(), now);
      }
    }
  }

  /** Time has passed: the docks of this broker that are asked for a rebirth now. */
  public List<DockKey> rebirthsDue(String broker, Instant now) {
    List<DockKey> missed = docks.expire(now, reorderTimeout);
    synchronized (pacer) {
      missed.forEach(dock -> pacer.want(dock, now));
      return pacer.due(now, dock -> docks.brokerOf(dock).equals(Optional.of(broker)));
    }
  }

  /** The broker is gone, and with it the word of who is online. */
  public void lost(String broker, Instant now) {
    docks.forgetPresence(broker, now);
  }

  /** Messages that came, since start. */
  public long messages() {
    return messages.get();
  }

  /** Docks that are still to be asked for a rebirth. */
  public int rebirthsWaiting() {
    synchronized (pacer) {
      return pacer.waiting();
    }
  }

  /** The command that asks a dock to tell everything again. */
  public static byte[] rebirth(Instant now) {
    return SparkplugCodec.encode(
        SparkplugPayload.withoutSeq(now, List.of(SparkplugMetric.ofBoolean(REBIRTH, now, true))));
  }
}
