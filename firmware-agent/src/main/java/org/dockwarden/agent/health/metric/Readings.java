package org.dockwarden.agent.health.metric;

import static org.dockwarden.agent.health.metric.Reading.ofNumber;
import static org.dockwarden.agent.health.metric.Reading.ofText;
import static org.dockwarden.agent.health.metric.Reading.ofTime;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.dockwarden.agent.journal.DockingCounts;
import org.dockwarden.agent.station.BayStatus;
import org.dockwarden.agent.status.AgentStatus;
import org.dockwarden.dock.camera.CameraDescriptor;
import org.dockwarden.dock.charging.Charge;
import org.dockwarden.dock.charging.ChargingState;
import org.dockwarden.evidence.identity.OfficerId;

/** The metrics of the catalogue as they are now. */
public final class Readings {
  private Readings() {}

  /** What is waiting to be told, and was lost. */
  public record Kept(long waiting, long dropped, long droppedEvents) {}

  /**
   * The dock's.
   *
   * @param uploadRate bytes a second over the last while
   */
  public static List<Reading> node(
      AgentStatus status, DockFacts facts, Kept kept, long uploadRate, Instant now) {
    List<Reading> all = new ArrayList<>();
    all.add(Reading.of(Catalogue.SOFTWARE, status.software()));
    all.add(Reading.of(Catalogue.STARTED_AT, facts.startedAt()));
    all.add(Reading.of(Catalogue.CLOCK, status.clock().text()));
    all.add(Reading.of(Catalogue.CIPHER, status.cipher()));
    all.add(Reading.of(Catalogue.CIPHER_FALLBACK, status.isCipherFallback()));
    all.add(Reading.of(Catalogue.DEGRADATIONS, String.join("\n", status.degradations())));
    all.add(Reading.of(Catalogue.GATEWAY_REACHABLE, status.gateway().isReachable()));
    all.add(Reading.of(Catalogue.GATEWAY_ERROR, status.gateway().error().orElse("")));
    all.add(Reading.of(Catalogue.BACKLOG_QUEUED, status.backlog().queued()));
    all.add(Reading.of(Catalogue.BACKLOG_BYTES, status.backlog().queuedBytes()));
    all.add(ofTime(Catalogue.BACKLOG_OLDEST, status.backlog().oldestAt()));
    all.add(ofTime(Catalogue.BACKLOG_RECORDED, status.backlog().oldestRecordedAt()));
    all.add(Reading.of(Catalogue.BACKLOG_AWAITING, status.backlog().awaitingReceipt()));
    all.add(Reading.of(Catalogue.BACKLOG_QUARANTINED, status.backlog().quarantined()));
    all.add(Reading.of(Catalogue.BACKLOG_FAILED, status.backlog().failed()));
    all.add(Reading.of(Catalogue.RATE_UPLOAD, uploadRate));
    all.add(Reading.of(Catalogue.SPOOL_BYTES, status.spool().bytes()));
    all.add(Reading.of(Catalogue.SPOOL_QUOTA, status.spool().quota()));
    all.add(Reading.of(Catalogue.SPOOL_ROOM, status.spool().roomBytes()));
    all.add(Reading.of(Catalogue.SPOOL_ASIDE, status.spool().asideObjects()));
    facts.diskBytes().ifPresent(bytes -> all.add(Reading.of(Catalogue.DISK_SIZE, bytes)));
    facts.diskFreeBytes().ifPresent(bytes -> all.add(Reading.of(Catalogue.DISK_FREE, bytes)));
    facts.diskWearPercent().ifPresent(percent -> all.add(Reading.of(Catalogue.DISK_WEAR, percent)));
    facts.celsius().ifPresent(degrees -> all.add(Reading.of(Catalogue.TEMPERATURE, degrees)));
    facts.isThrottled().ifPresent(is -> all.add(Reading.of(Catalogue.THROTTLED, is)));
    facts
        .certificateEnds()
        .ifPresent(
            end ->
                all.add(
                    Reading.of(Catalogue.CERTIFICATE_DAYS, Duration.between(now, end).toDays())));
    link(facts, all);
    all.add(Reading.of(Catalogue.OUTBOX_WAITING, kept.waiting()));
    all.add(Reading.of(Catalogue.OUTBOX_DROPPED, kept.dropped()));
    all.add(Reading.of(Catalogue.OUTBOX_DROPPED_EVENTS, kept.droppedEvents()));
    return all;
  }

  private static void link(DockFacts facts, List<Reading> all) {
    all.add(ofText(Catalogue.LINK_INTERFACE, facts.link().map(DockFacts.Link::name)));
    Optional<Long> speed =
        facts
            .link()
            .flatMap(
                it ->
                    it.megabits().isPresent()
                        ? Optional.of(it.megabits().getAsLong())
                        : Optional.empty());
    all.add(ofNumber(Catalogue.LINK_SPEED, speed));
  }

  /** A bay's, and those of the camera in it. */
  public static List<Reading> bay(
      BayStatus status, Optional<CameraFacts> facts, Optional<HolderFact> holder) {
    List<Reading> all = new ArrayList<>();
    all.add(Reading.of(Catalogue.STATE, lower(status.bay().state())));
    all.add(Reading.of(Catalogue.REASON, status.bay().reason().map(it -> it.code()).orElse("")));
    all.add(Reading.of(Catalogue.SINCE, status.since()));
    all.add(Reading.of(Catalogue.DETAIL, status.detail()));
    all.add(Reading.of(Catalogue.HELD_BY, status.heldBy().map(it -> it.code()).orElse("")));
    all.add(Reading.of(Catalogue.FINDING, status.isFinding()));
    camera(status, facts, all);
    holder
        .map(it -> ofText(Catalogue.CAMERA_HOLDER, it.officer().map(OfficerId::text)))
        .ifPresent(all::add);
    battery(status, facts, all);
    files(status.counts(), all);
    all.add(Reading.of(Catalogue.LEFTOVERS, status.leftovers().entries()));
    all.add(Reading.of(Catalogue.RATE_READ, status.bytesPerSecond()));
    return all;
  }

  private static void camera(BayStatus status, Optional<CameraFacts> facts, List<Reading> all) {
    boolean isKnown = status.camera().isPresent();
    Optional<CameraDescriptor> device = status.device();
    all.add(Reading.of(Catalogue.DEVICE, isKnown ? "" : device.map(Readings::unknown).orElse("")));
    all.add(Reading.of(Catalogue.CAMERA, status.camera().map(Object::toString).orElse("")));
    all.add(ofText(Catalogue.CAMERA_SERIAL, status.camera().map(it -> it.serial())));
    all.add(
        ofText(
            Catalogue.CAMERA_MODEL,
            isKnown ? device.map(CameraDescriptor::product) : Optional.empty()));
    all.add(ofText(Catalogue.CAMERA_PROFILE, facts.map(CameraFacts::profile)));
    all.add(ofText(Catalogue.CAMERA_FIRMWARE, facts.flatMap(CameraFacts::firmware)));
    all.add(ofTime(Catalogue.CAMERA_DOCKED_AT, facts.map(CameraFacts::dockedAt)));
    all.add(
        ofNumber(
            Catalogue.CLOCK_OFFSET,
            facts.flatMap(CameraFacts::clockOffset).map(Duration::toMillis)));
    all.add(
        ofNumber(
            Catalogue.CLOCK_UNCERTAINTY,
            facts.flatMap(CameraFacts::clockUncertainty).map(Duration::toMillis)));
  }

  private static String unknown(CameraDescriptor device) {
    return "%s:%s %s %s"
        .formatted(device.vendorId(), device.productId(), device.serial(), device.product())
        .strip();
  }

  private static void battery(BayStatus status, Optional<CameraFacts> facts, List<Reading> all) {
    Optional<Charge> charge = status.charge();
    all.add(
        ofNumber(
            Catalogue.BATTERY_PERCENT, charge.map(Charge::percent).orElse(OptionalInt.empty())));
    all.add(
        ofNumber(
            Catalogue.BATTERY_CURRENT, charge.map(Charge::milliamps).orElse(OptionalInt.empty())));
    all.add(
        ofText(
            Catalogue.BATTERY_STATE,
            charge
                .map(Charge::state)
                .map(state -> state == ChargingState.OFF ? "waiting" : lower(state))));
    all.add(ofNumber(Catalogue.BATTERY_CYCLES, facts.map(CameraFacts::cycles)));
  }

  private static void files(Optional<DockingCounts> counts, List<Reading> all) {
    all.add(Reading.of(Catalogue.FILES_TOTAL, counts.map(DockingCounts::total).orElse(0L)));
    all.add(
        Reading.of(Catalogue.FILES_WAITING, counts.map(it -> it.total() - it.sealed()).orElse(0L)));
    all.add(Reading.of(Catalogue.FILES_RELEASED, counts.map(DockingCounts::released).orElse(0L)));
    all.add(
        Reading.of(Catalogue.FILES_QUARANTINED, counts.map(DockingCounts::quarantined).orElse(0L)));
    all.add(Reading.of(Catalogue.FILES_BYTES, counts.map(DockingCounts::totalBytes).orElse(0L)));
    all.add(
        Reading.of(
            Catalogue.FILES_SEALED_BYTES, counts.map(DockingCounts::sealedBytes).orElse(0L)));
    all.add(ofTime(Catalogue.FILES_RECORDED, counts.flatMap(DockingCounts::oldestRecordedAt)));
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
