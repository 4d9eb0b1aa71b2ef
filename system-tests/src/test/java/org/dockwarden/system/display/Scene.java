package org.dockwarden.system.display;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.dockwarden.agent.display.Desk;
import org.dockwarden.agent.issue.DeskMessage;
import org.dockwarden.agent.issue.DeskNotice;
import org.dockwarden.agent.issue.DeskView;
import org.dockwarden.agent.journal.Backlog;
import org.dockwarden.agent.spool.Spool;
import org.dockwarden.agent.station.BayStatus;
import org.dockwarden.agent.status.AgentStatus;
import org.dockwarden.agent.status.StatusSource;
import org.dockwarden.agent.upload.GatewayHealth;
import org.dockwarden.dock.bay.BayNumber;
import org.dockwarden.dock.bay.BayReason;
import org.dockwarden.dock.bay.BayState;
import org.dockwarden.dock.charging.ChargingState;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.identity.DockId;
import org.dockwarden.evidence.identity.OfficerId;
import org.dockwarden.evidence.manifest.DockClock;

/** What a dock may look like. Cameras that are read are read at 35 MB/s, as over USB 2.0. */
record Scene(String name, int bays, StatusSource source, Desk desk) {
  private static final double BYTES_A_NANO = 35e6 / 1e9;
  private static final long TURN_NANOS = 2_000_000_000;
  private static final int FAULTS_A_SCENE = 9;
  private static final Spool.Usage HALF = new Spool.Usage(30L << 30, 64L << 30, 34L << 30, 61, 0);
  private static final Spool.Usage FULL = new Spool.Usage(57L << 30, 64L << 30, 7L << 30, 140, 2);

  static List<Scene> all() {
    List<Scene> all = new ArrayList<>();
    all.add(new Scene("mixed", 6, mixed(), Desk.NONE));
    all.add(new Scene("trouble", 6, Scene::trouble, Desk.NONE));
    all.add(new Scene("found", 6, Scene::found, Scene::called));
    all.add(new Scene("empty", 6, () -> empty(6), Desk.NONE));
    all.add(new Scene("unmeasured", 8, Scene::unmeasured, Desk.NONE));
    List<BayReason> reasons = Arrays.asList(BayReason.values());
    for (int first = 0; first < reasons.size(); first += FAULTS_A_SCENE) {
      List<BayReason> some =
          reasons.subList(first, Math.min(reasons.size(), first + FAULTS_A_SCENE));
      all.add(new Scene("faults-" + first, some.size(), () -> faults(some), Desk.NONE));
    }
    all.add(new Scene("large", 24, Scene::large, Desk.NONE));
    all.add(
        new Scene(
            "silent",
            6,
            () -> {
              throw new IOException("journal: disk I/O error");
            },
            Desk.NONE));
    return all;
  }

  /** Bay 1 is safe, then ready, then safe again. */
  static Scene changing() {
    long start = System.nanoTime();
    return new Scene(
        "changing",
        2,
        () -> {
          boolean isReady = (System.nanoTime() - start) / TURN_NANOS % 2 == 1;
          SceneBay first =
              isReady
                  ? SceneBay.of(1, BayState.READY).files(8, 8, 8).charge(90, ChargingState.FULL)
                  : SceneBay.of(1, BayState.SAFE).files(8, 8, 2).charge(90, ChargingState.FULL);
          return quiet(first, SceneBay.of(2, BayState.EMPTY));
        },
        Desk.NONE);
  }

  static StatusSource mixed() {
    long start = System.nanoTime();
    return () -> {
      long read = (long) ((System.nanoTime() - start) * BYTES_A_NANO);
      long file = SceneBay.SHIFT_BYTES / SceneBay.FILES;
      int sealed = (int) Math.min(SceneBay.FILES - 1, 2 + read / file);
      return status(
          HALF,
          GatewayHealth.answered(Instant.now()),
          new Backlog(14, 3_200_000_000L, 2, 0, 0, 120),
          read / 3,
          List.of(),
          SceneBay.of(1, BayState.READY).files(8, 8, 8).charge(96, ChargingState.FULL),
          SceneBay.of(2, BayState.OFFLOADING)
              .files(sealed, 1, 0)
              .read(read)
              .charge(31, ChargingState.WAITING),
          SceneBay.of(3, BayState.READY).files(8, 8, 8).charge(88, ChargingState.CHARGING),
          SceneBay.of(4, BayState.EMPTY),
          SceneBay.of(5, BayState.CLEARED).files(8, 8, 8).charge(43, ChargingState.CHARGING),
          SceneBay.of(6, BayState.SAFE).files(8, 8, 2).charge(67, ChargingState.CHARGING));
    };
  }

  private static AgentStatus trouble() {
    return status(
        FULL,
        new GatewayHealth(
            Optional.of(ErrorCode.GATEWAY_UNREACHABLE.code()),
            "connect timed out",
            Instant.now().minusSeconds(4000)),
        new Backlog(131, 58_000_000_000L, 0, 2, 1, 120),
        0,
        List.of(
            "lights: none configured (states show on the display only)",
            "gateway: gateway-unreachable",
            "2 recordings quarantined",
            "1 recordings failed",
            "2 sealed objects set aside",
            "broker ssl://127.0.0.1:8883: refused",
            "the dock's certificate expires 2026-12-01T00:00:00Z"),
        SceneBay.of(1, BayState.OFFLOADING).files(3, 0, 0).heldBy(ErrorCode.SPOOL_FULL),
        SceneBay.of(2, BayState.POWERED),
        SceneBay.of(3, BayState.IDENTIFIED),
        SceneBay.faulty(4, BayReason.VOLUME_DAMAGED).files(0, 0, 0),
        SceneBay.faulty(5, BayReason.FORBIDDEN_INTERFACE),
        SceneBay.of(6, BayState.CLEARED).files(8, 8, 8).chargeUnknown());
  }

  private static AgentStatus found() {
    return status(
        HALF,
        GatewayHealth.answered(Instant.now()),
        new Backlog(0, 0, 0, 0, 0, 120),
        0,
        List.of(),
        SceneBay.of(1, BayState.READY).files(8, 8, 8).charge(96, ChargingState.FULL),
        SceneBay.of(2, BayState.READY).files(8, 8, 8).charge(97, ChargingState.FULL),
        SceneBay.of(3, BayState.READY).files(8, 8, 8).charge(99, ChargingState.FULL).finding(),
        SceneBay.of(4, BayState.EMPTY),
        SceneBay.of(5, BayState.EMPTY),
        SceneBay.of(6, BayState.SAFE).files(8, 8, 2).charge(67, ChargingState.OFF));
  }

  private static DeskView called() {
    return new DeskView(
        true,
        List.of(
            new DeskNotice(
                DeskMessage.TAKE,
                Optional.of(new OfficerId("PC4711")),
                Optional.of(new BayNumber(3)),
                Optional.empty(),
                Instant.MAX)));
  }

  private static AgentStatus unmeasured() {
    List<SceneBay> bays = new ArrayList<>();
    bays.add(SceneBay.of(1, BayState.CLEARED).files(8, 8, 8));
    bays.add(SceneBay.of(2, BayState.SAFE).files(8, 3, 0));
    bays.add(SceneBay.of(3, BayState.SAFE).files(8, 8, 0));
    bays.add(SceneBay.of(4, BayState.OFFLOADING).files(0, 0, 0));
    IntStream.rangeClosed(5, 8).forEach(bay -> bays.add(SceneBay.of(bay, BayState.EMPTY)));
    bays.forEach(SceneBay::withoutRule);
    return status(
        HALF,
        GatewayHealth.notAsked(Instant.now()),
        new Backlog(1, 700_000, 1, 0, 0, 120),
        0,
        List.of(),
        bays.toArray(SceneBay[]::new));
  }

  private static AgentStatus empty(int bays) {
    return quiet(
        IntStream.rangeClosed(1, bays)
            .mapToObj(bay -> SceneBay.of(bay, BayState.EMPTY))
            .toArray(SceneBay[]::new));
  }

  private static AgentStatus large() {
    BayState[] states = {BayState.EMPTY, BayState.POWERED, BayState.IDENTIFIED, BayState.SAFE};
    return quiet(
        IntStream.rangeClosed(1, 24)
            .mapToObj(
                bay ->
                    bay % 5 == 0
                        ? SceneBay.faulty(bay, BayReason.NO_CURRENT).files(8, 8, 8)
                        : bay % 7 == 0
                            ? SceneBay.of(bay, BayState.READY)
                                .files(8, 8, 8)
                                .charge(90, ChargingState.FULL)
                            : SceneBay.of(bay, states[bay % states.length]).files(8, 8, 0))
            .toArray(SceneBay[]::new));
  }

  private static AgentStatus faults(List<BayReason> reasons) {
    return quiet(
        IntStream.range(0, reasons.size())
            .mapToObj(index -> SceneBay.faulty(index + 1, reasons.get(index)).files(5, 2, 0))
            .toArray(SceneBay[]::new));
  }

  private static AgentStatus quiet(SceneBay... bays) {
    return status(
        HALF,
        GatewayHealth.answered(Instant.now().minusSeconds(7200)),
        new Backlog(0, 0, 0, 0, 0, 120),
        0,
        List.of(),
        bays);
  }

  private static AgentStatus status(
      Spool.Usage spool,
      GatewayHealth gateway,
      Backlog backlog,
      long sentBytes,
      List<String> degradations,
      SceneBay... bays) {
    List<BayStatus> all = Arrays.stream(bays).map(SceneBay::build).toList();
    return new AgentStatus(
        new DockId("dock-0001"),
        "dockwarden-agent/0.1.0",
        all,
        spool,
        backlog,
        sentBytes,
        gateway,
        degradations.isEmpty() ? DockClock.SYNCHRONISED : DockClock.UNSYNCHRONISED,
        "ChaCha20-Poly1305",
        false,
        degradations);
  }
}
