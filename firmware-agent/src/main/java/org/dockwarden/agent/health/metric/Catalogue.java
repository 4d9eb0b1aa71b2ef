package org.dockwarden.agent.health.metric;

import static org.dockwarden.agent.health.metric.Kind.event;
import static org.dockwarden.agent.health.metric.Kind.telemetry;
import static org.dockwarden.evidence.sparkplug.SparkplugType.BOOLEAN;
import static org.dockwarden.evidence.sparkplug.SparkplugType.DATE_TIME;
import static org.dockwarden.evidence.sparkplug.SparkplugType.DOUBLE;
import static org.dockwarden.evidence.sparkplug.SparkplugType.INT64;
import static org.dockwarden.evidence.sparkplug.SparkplugType.STRING;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Every metric of spec/health-topics.md, with its type, unit and deadband; a test compares. */
public final class Catalogue {
  private static final double ONE_PERCENT = 0.01;
  private static final double TEN_PERCENT = 0.1;

  static final Kind SOFTWARE = event("software", STRING);
  static final Kind STARTED_AT = event("startedAt", DATE_TIME);
  static final Kind CLOCK = event("clock", STRING);
  static final Kind CIPHER = event("cipher", STRING);
  static final Kind CIPHER_FALLBACK = event("cipher/fallback", BOOLEAN);
  static final Kind DEGRADATIONS = event("degradations", STRING);
  static final Kind GATEWAY_REACHABLE = event("gateway/reachable", BOOLEAN);
  static final Kind GATEWAY_ERROR = event("gateway/error", STRING);
  static final Kind BACKLOG_QUEUED = telemetry("backlog/queued", INT64, "files", 10);
  static final Kind BACKLOG_BYTES = telemetry("backlog/bytes", INT64, "B", 10);
  static final Kind BACKLOG_OLDEST = time("backlog/oldestAt");
  static final Kind BACKLOG_RECORDED = time("backlog/oldestRecordedAt");
  static final Kind BACKLOG_AWAITING = telemetry("backlog/awaitingReceipt", INT64, "files", 10);
  static final Kind BACKLOG_QUARANTINED = event("backlog/quarantined", INT64, "files");
  static final Kind BACKLOG_FAILED = event("backlog/failed", INT64, "files");
  static final Kind RATE_UPLOAD = telemetry("rate/upload", INT64, "B/s", 10).byShare(TEN_PERCENT);
  static final Kind SPOOL_BYTES = telemetry("spool/bytes", INT64, "B", 10).byShare(ONE_PERCENT);
  static final Kind SPOOL_QUOTA = telemetry("spool/quota", INT64, "B", 10).byShare(ONE_PERCENT);
  static final Kind SPOOL_ROOM = telemetry("spool/room", INT64, "B", 10).byShare(ONE_PERCENT);
  static final Kind SPOOL_ASIDE = event("spool/aside", INT64, "files");
  static final Kind DISK_SIZE = telemetry("disk/size", INT64, "B", 60).byShare(ONE_PERCENT);
  static final Kind DISK_FREE = telemetry("disk/free", INT64, "B", 60).byShare(ONE_PERCENT);
  static final Kind DISK_WEAR = event("disk/wear", INT64, "%");
  static final Kind TEMPERATURE = telemetry("temperature", DOUBLE, "Cel", 30).by(1);
  static final Kind THROTTLED = event("throttled", BOOLEAN);
  static final Kind CERTIFICATE_DAYS = event("certificate/daysLeft", INT64, "d");
  static final Kind LINK_INTERFACE = event("link/interface", STRING);
  static final Kind LINK_SPEED = event("link/speed", INT64, "Mbit/s");
  static final Kind OUTBOX_WAITING = telemetry("outbox/waiting", INT64, "messages", 10);
  static final Kind OUTBOX_DROPPED = event("outbox/dropped", INT64, "messages");
  static final Kind OUTBOX_DROPPED_EVENTS = event("outbox/droppedEvents", INT64, "messages");

  static final Kind STATE = event("state", STRING);
  static final Kind REASON = event("reason", STRING);
  static final Kind SINCE = event("since", DATE_TIME);
  static final Kind DETAIL = event("detail", STRING);
  static final Kind HELD_BY = event("heldBy", STRING);
  static final Kind FINDING = event("finding", BOOLEAN);
  static final Kind DEVICE = event("device", STRING);
  static final Kind CAMERA = event("camera", STRING);
  static final Kind CAMERA_SERIAL = event("camera/serial", STRING);
  static final Kind CAMERA_MODEL = event("camera/model", STRING);
  static final Kind CAMERA_PROFILE = event("camera/profile", STRING);
  static final Kind CAMERA_FIRMWARE = event("camera/firmware", STRING);
  static final Kind CAMERA_HOLDER = event("camera/holder", STRING);
  static final Kind CAMERA_DOCKED_AT = event("camera/dockedAt", DATE_TIME);
  static final Kind CLOCK_OFFSET = event("camera/clockOffset", INT64, "ms");
  static final Kind CLOCK_UNCERTAINTY = event("camera/clockUncertainty", INT64, "ms");
  static final Kind BATTERY_PERCENT = telemetry("battery/percent", INT64, "%", 10).by(1);
  static final Kind BATTERY_CURRENT = telemetry("battery/current", INT64, "mA", 30).by(50);
  static final Kind BATTERY_STATE = event("battery/state", STRING);
  static final Kind BATTERY_CYCLES = event("battery/cycles", INT64, "cycles");
  static final Kind FILES_TOTAL = telemetry("files/total", INT64, "files", 2);
  static final Kind FILES_WAITING = telemetry("files/waiting", INT64, "files", 2);
  static final Kind FILES_RELEASED = telemetry("files/released", INT64, "files", 2);
  static final Kind FILES_QUARANTINED = telemetry("files/quarantined", INT64, "files", 2);
  static final Kind FILES_BYTES = telemetry("files/bytes", INT64, "B", 10).byShare(ONE_PERCENT);
  static final Kind FILES_SEALED_BYTES =
      telemetry("files/sealedBytes", INT64, "B", 10).byShare(ONE_PERCENT);
  static final Kind FILES_RECORDED = time("files/oldestRecordedAt");
  static final Kind LEFTOVERS = event("leftovers", INT64, "files");
  static final Kind RATE_READ = telemetry("rate/read", INT64, "B/s", 10).byShare(TEN_PERCENT);

  /** The result of the last command, of a dock or of a bay (H-22). */
  public static final Kind COMMAND_RESULT = event("command/result", STRING);

  private static final List<Kind> NODE =
      List.of(
          SOFTWARE,
          STARTED_AT,
          CLOCK,
          CIPHER,
          CIPHER_FALLBACK,
          DEGRADATIONS,
          GATEWAY_REACHABLE,
          GATEWAY_ERROR,
          BACKLOG_QUEUED,
          BACKLOG_BYTES,
          BACKLOG_OLDEST,
          BACKLOG_RECORDED,
          BACKLOG_AWAITING,
          BACKLOG_QUARANTINED,
          BACKLOG_FAILED,
          RATE_UPLOAD,
          SPOOL_BYTES,
          SPOOL_QUOTA,
          SPOOL_ROOM,
          SPOOL_ASIDE,
          DISK_SIZE,
          DISK_FREE,
          DISK_WEAR,
          TEMPERATURE,
          THROTTLED,
          CERTIFICATE_DAYS,
          LINK_INTERFACE,
          LINK_SPEED,
          OUTBOX_WAITING,
          OUTBOX_DROPPED,
          OUTBOX_DROPPED_EVENTS);

  private static final List<Kind> BAY =
      List.of(
          STATE,
          REASON,
          SINCE,
          DETAIL,
          HELD_BY,
          FINDING,
          DEVICE,
          CAMERA,
          CAMERA_SERIAL,
          CAMERA_MODEL,
          CAMERA_PROFILE,
          CAMERA_FIRMWARE,
          CAMERA_HOLDER,
          CAMERA_DOCKED_AT,
          CLOCK_OFFSET,
          CLOCK_UNCERTAINTY,
          BATTERY_PERCENT,
          BATTERY_CURRENT,
          BATTERY_STATE,
          BATTERY_CYCLES,
          FILES_TOTAL,
          FILES_WAITING,
          FILES_RELEASED,
          FILES_QUARANTINED,
          FILES_BYTES,
          FILES_SEALED_BYTES,
          FILES_RECORDED,
          LEFTOVERS,
          RATE_READ);

  private Catalogue() {}

  /** A time that moves with every file. */
  private static Kind time(String name) {
    return new Kind(name, DATE_TIME, Optional.empty(), false, 0, 0, Duration.ofSeconds(10));
  }

  /** What a host writes to give this command (H-20). */
  public static Kind command(String name) {
    return event("command/" + name, STRING);
  }

  static List<Kind> node() {
    return NODE;
  }

  static List<Kind> bay() {
    return BAY;
  }
}
