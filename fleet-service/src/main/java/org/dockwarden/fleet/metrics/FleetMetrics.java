package org.dockwarden.fleet.metrics;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.dockwarden.fleet.query.Backlog;
import org.dockwarden.fleet.query.FleetSummary;
import org.dockwarden.fleet.query.ServiceHealth;

/**
 * Writes what Prometheus reads (text format 0.0.4). A pure function of a summary, so that there is
 * no second place where numbers are kept.
 */
public final class FleetMetrics {
  /** What the answer is labelled with. */
  public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private static final String PREFIX = "dockwarden_fleet_";

  private final StringBuilder text = new StringBuilder();

  private FleetMetrics() {}

  public static byte[] write(FleetSummary fleet, ServiceHealth health) {
    FleetMetrics metrics = new FleetMetrics();
    metrics.addDocks(fleet);
    metrics.addBacklog(fleet);
    metrics.addService(fleet, health);
    return metrics.text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void addDocks(FleetSummary fleet) {
    family("docks", "gauge", "Docks by presence");
    sample("docks", "presence", "online", fleet.docksOnline());
    sample("docks", "presence", "offline", fleet.docksOffline());
    family("sites", "gauge", "Sites with a dock");
    sample("sites", fleet.sites());
    family("bays", "gauge", "Bays of online docks by state");
    fleet.baysByState().forEach((state, count) -> sample("bays", "state", state, count));
    family("cameras_docked", "gauge", "Cameras in bays of online docks");
    sample("cameras_docked", fleet.camerasDocked());
    family("cameras", "gauge", "Cameras ever seen, without lost and retired ones");
    sample("cameras", fleet.camerasKnown());
    family("cameras_missing", "gauge", "Cameras in use that were not docked for long");
    sample("cameras_missing", fleet.camerasMissing());
  }

  private void addBacklog(FleetSummary fleet) {
    Backlog backlog = fleet.backlog();
    family("backlog_files", "gauge", "Sealed files that the gateways have not accepted");
    sample("backlog_files", backlog.files());
    family("backlog_bytes", "gauge", "Bytes of them");
    sample("backlog_bytes", backlog.bytes());
    family("backlog_oldest_seconds", "gauge", "Age of the oldest of them; 0: there is none");
    Optional<Duration> age = backlog.oldest().map(it -> Duration.between(it, fleet.at()));
    sample("backlog_oldest_seconds", Math.max(0, age.orElse(Duration.ZERO).toSeconds()));
    family("footage_late", "gauge", "Docks or files that are later than the setting says");
    sample("footage_late", fleet.lateFootage());
  }

  private void addService(FleetSummary fleet, ServiceHealth health) {
    family("broker_connected", "gauge", "1: this broker is connected");
    health
        .brokersConnected()
        .forEach((url, isUp) -> sample("broker_connected", "broker", url, isUp ? 1 : 0));
    family("messages_total", "counter", "Messages that came");
    sample("messages_total", health.messages());
    family("dropped_total", "counter", "Messages, or parts, that were not taken, by reason");
    health.dropped().forEach((reason, n) -> sample("dropped_total", "reason", reason, n));
    family("rebirths_waiting", "gauge", "Docks that are to be asked to tell everything again");
    sample("rebirths_waiting", health.rebirthsWaiting());
    family("history_waiting", "gauge", "Changes that wait to be written");
    sample("history_waiting", health.historyWaiting());
    family("history_lost_total", "counter", "Changes that were not kept");
    sample("history_lost_total", health.historyLost());
    family("history_bytes", "gauge", "Size of the history");
    sample("history_bytes", health.historyBytes());
    family("degraded", "gauge", "How many things of the service itself are not well");
    sample("degraded", fleet.degraded().size());
  }

  private void family(String name, String type, String help) {
    text.append("# HELP ").append(PREFIX).append(name).append(' ').append(help).append('\n');
    text.append("# TYPE ").append(PREFIX).append(name).append(' ').append(type).append('\n');
  }

  private void sample(String name, long value) {
    text.append(PREFIX).append(name).append(' ').append(value).append('\n');
  }

  private void sample(String name, String label, String labelValue, long value) {
    text.append(PREFIX).append(name).append('{').append(label).append("=\"");
    text.append(escape(labelValue)).append("\"} ").append(value).append('\n');
  }

  private static String escape(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }
}
