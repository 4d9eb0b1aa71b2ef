package org.dockwarden.agent.health;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.dockwarden.agent.journal.DockingCounts;
import org.dockwarden.agent.station.BayStatus;
import org.dockwarden.agent.status.AgentStatus;
import org.dockwarden.evidence.sparkplug.SparkplugMetric;
import org.dockwarden.evidence.sparkplug.SparkplugType;

/** What the dock and its bays say of themselves; facts of evidence never travel this way. */
final class Metrics {
  static final String REBIRTH = "Node Control/Rebirth";
  static final String BD_SEQ = "bdSeq";

  private Metrics() {}

  static SparkplugMetric bdSeq(Instant at, long bdSeq) {
    return SparkplugMetric.ofInteger(BD_SEQ, at, SparkplugType.INT64, bdSeq);
  }

  static SparkplugMetric rebirth(Instant at) {
    return SparkplugMetric.ofBoolean(REBIRTH, at, false);
  }

  static List<SparkplugMetric> node(AgentStatus status, Instant at) {
    return List.of(
        SparkplugMetric.ofText("software", at, status.software()),
        SparkplugMetric.ofText("clock", at, status.clock().text()),
        SparkplugMetric.ofText("cipher", at, status.cipher()),
        SparkplugMetric.ofBoolean("gateway/reachable", at, status.gateway().isReachable()),
        SparkplugMetric.ofText("gateway/error", at, status.gateway().error().orElse("")),
        number("spool/bytes", at, status.spool().bytes()),
        number("spool/quota", at, status.spool().quota()),
        number("backlog/queued", at, status.backlog().queued()),
        number("backlog/awaitingReceipt", at, status.backlog().awaitingReceipt()),
        number("backlog/quarantined", at, status.backlog().quarantined()),
        SparkplugMetric.ofText("degradations", at, String.join("; ", status.degradations())));
  }

  static List<SparkplugMetric> bay(BayStatus status, Instant at) {
    String state = status.bay().state().name().toLowerCase(Locale.ROOT);
    return List.of(
        SparkplugMetric.ofText("state", at, state),
        SparkplugMetric.ofText(
            "reason", at, status.bay().reason().map(reason -> reason.code()).orElse("")),
        SparkplugMetric.ofText("heldBy", at, status.heldBy().map(code -> code.code()).orElse("")),
        SparkplugMetric.ofText("camera", at, status.camera().map(Object::toString).orElse("")),
        number("files/total", at, status.counts().map(DockingCounts::total).orElse(0L)),
        number(
            "files/waiting",
            at,
            status.counts().map(counts -> counts.total() - counts.sealed()).orElse(0L)),
        number("files/released", at, status.counts().map(DockingCounts::released).orElse(0L)));
  }

  private static SparkplugMetric number(String name, Instant at, long value) {
    return SparkplugMetric.ofInteger(name, at, SparkplugType.INT64, value);
  }
}
