package org.dockwarden.system.console;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dockwarden.fleet.dock.DockKey;
import org.dockwarden.fleet.query.Backlog;
import org.dockwarden.fleet.query.BayDetail;
import org.dockwarden.fleet.query.DockDetail;
import org.dockwarden.fleet.query.DockSummary;
import org.dockwarden.fleet.query.DockSummary.Trouble;

/** 1,000 docks of two forces at 40 sites, eight bays each, with some trouble in them. */
final class MadeUpDocks {
  static final Instant NOW = Instant.parse("2026-11-28T09:30:00Z");
  static final int BAYS = 8;
  private static final int DOCKS = 1000;
  private static final String[] SITES = {
    "Abertawe", "Bangor", "Caerdydd", "Dolgellau", "Ebbw Vale", "Fishguard", "Gorseinon",
    "Haverfordwest", "Llandudno", "Machynlleth", "Neath", "Oswestry", "Penarth", "Rhyl",
    "St Asaph", "Tonypandy", "Usk", "Wrexham", "Ystrad", "Aberaeron"
  };
  private static final String[] STATES = {
    "ready", "ready", "offloading", "empty", "cleared", "ready", "safe", "empty"
  };

  private MadeUpDocks() {}

  static List<DockDetail> all() {
    List<DockDetail> docks = new ArrayList<>();
    for (int dock = 0; dock < DOCKS; dock++) {
      docks.add(dock(dock));
    }
    return docks;
  }

  private static DockDetail dock(int index) {
    int place = index / 25;
    String force = place < SITES.length ? "north" : "south";
    String site = SITES[place % SITES.length];
    String name = "%s-%s-%02d".formatted(force.charAt(0), code(site), index % 25 + 1);
    DockKey key = new DockKey(force + ":" + site.toLowerCase(Locale.ROOT), name);
    boolean online = place != 7 && index % 211 != 3;
    List<BayDetail> bays = new ArrayList<>();
    SortedMap<String, Integer> states = new TreeMap<>();
    List<Trouble> troubles = new ArrayList<>();
    if (!online) {
      troubles.add(new Trouble(Trouble.Kind.OFFLINE, Optional.empty(), ""));
    }
    for (int bay = 1; bay <= BAYS; bay++) {
      BayDetail detail = bay(index, bay, online);
      bays.add(detail);
      if (online) {
        states.merge(detail.state(), 1, Integer::sum);
      }
      if (detail.state().equals("fault")) {
        troubles.add(
            new Trouble(Trouble.Kind.BAY_FAULT, Optional.of(detail.bay()), detail.reason()));
      }
    }
    if (index % 173 == 5) {
      troubles.add(new Trouble(Trouble.Kind.CERTIFICATE_ENDING, Optional.empty(), "9 days"));
    }
    int docked = (int) bays.stream().filter(it -> it.camera().isPresent()).count();
    Backlog backlog =
        new Backlog(
            index % 17 * 9L,
            index % 17 * 3_400_000_000L,
            Optional.of(NOW.minus(Duration.ofMinutes(index % 90 * 7L))));
    DockSummary summary =
        new DockSummary(
            key,
            force,
            site,
            online,
            NOW.minus(Duration.ofMinutes(20 + index * 7L)),
            NOW.minusSeconds(online ? index % 40 : 4000 + index),
            "dockwarden 0.4." + index % 3,
            BAYS,
            states,
            docked,
            backlog,
            OptionalLong.of(backlog.bytes() + 12_000_000_000L),
            OptionalLong.of(240_000_000_000L),
            OptionalInt.of(index % 173 == 5 ? 9 : 200),
            Optional.empty(),
            troubles,
            index);
    return new DockDetail(
        summary,
        OptionalLong.of(index % 256),
        bays,
        List.of(
            metric("clock", "synchronised"),
            metric("gateway/reachable", "true"),
            metric("rate/upload", "1250000"),
            metric("software", summary.software()),
            metric("temperature", "41.5")),
        new TreeMap<>(Map.of()));
  }

  private static String code(String site) {
    return site.replace(" ", "").substring(0, 3).toLowerCase(Locale.ROOT);
  }

  private static DockDetail.MetricValue metric(String name, String value) {
    return new DockDetail.MetricValue(name, value, NOW.minusSeconds(90), false);
  }

  private static BayDetail bay(int dock, int number, boolean online) {
    boolean fault = dock % 37 == 4 && number == 3;
    boolean refused = dock % 91 == 8 && number == 6;
    String state =
        fault ? "fault" : refused ? "refused" : STATES[(dock * 3 + number) % STATES.length];
    boolean has = !state.equals("empty") && !refused;
    String reason = fault ? "no-current" : refused ? "forbidden-interface" : "";
    int charge = 30 + (dock * 13 + number * 29) % 71;
    Optional<BayDetail.DockedCamera> camera =
        has
            ? Optional.of(
                new BayDetail.DockedCamera(
                    id(dock, number),
                    serial(dock, number),
                    "BodyCam 4",
                    "4.2." + dock % 4,
                    OptionalInt.of(charge),
                    OptionalInt.of(state.equals("cleared") ? 820 : 40),
                    OptionalLong.of(42),
                    OptionalLong.of(state.equals("offloading") ? 17 : 0),
                    OptionalLong.of(state.equals("ready") ? 42 : 0)))
            : Optional.empty();
    return new BayDetail(
        "bay-" + number,
        !online,
        state,
        NOW.minus(Duration.ofMinutes(3L + dock % 50 * (long) number)),
        reason,
        camera,
        List.of(metric("state", state), metric("battery/percent", String.valueOf(charge))));
  }

  static String serial(int dock, int number) {
    return "BW-%06d".formatted(dock * BAYS + number);
  }

  static String id(int dock, int number) {
    return "2ca3:0041:" + serial(dock, number);
  }
}
