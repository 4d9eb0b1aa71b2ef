package org.dockwarden.agent.display;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.dockwarden.agent.display.BayView.Row;
import org.dockwarden.agent.display.forecast.Forecast;
import org.dockwarden.agent.display.forecast.TimeLeft;
import org.dockwarden.agent.display.words.FaultWords;
import org.dockwarden.agent.display.words.Figures;
import org.dockwarden.agent.display.words.Words;
import org.dockwarden.agent.journal.DockingCounts;
import org.dockwarden.agent.station.BayStatus;
import org.dockwarden.agent.status.PlainText;
import org.dockwarden.dock.bay.BayState;
import org.dockwarden.dock.bay.LightPattern;
import org.dockwarden.dock.camera.CameraDescriptor;
import org.dockwarden.dock.charging.Charge;
import org.dockwarden.dock.charging.ChargingState;

/** Says in one language what a bay does. */
final class BayTeller {
  /** Longer texts of a device are cut: they are its own, and could fill the page. */
  private static final int MAX_DEVICE_TEXT = 60;

  private static final int MAX_DETAIL = 300;

  private final Words words;
  private final Figures figures;
  private final FaultWords faults;

  BayTeller(Words words, ZoneId zone) {
    this.words = words;
    this.figures = new Figures(words, zone);
    this.faults = new FaultWords(words);
  }

  /**
   * @param isTake whether it is the one to take
   */
  BayView tell(BayStatus bay, Forecast forecast, boolean isTake) {
    String look = look(bay);
    String state = words.say("state." + look);
    String say = say(bay, look, isTake);
    return new BayView(
        bay.bay().number().number(),
        look,
        lower(bay.isFinding() ? LightPattern.FIND : bay.bay().light()),
        bay.isFinding() ? "find" : look,
        isTake,
        percent(bay, forecast),
        state,
        say,
        bay.bay().reason().map(faults::toDo).orElse(""),
        progress(bay, forecast),
        time("time.safe.", forecast.safe()),
        shortly(readyKey(bay), forecast.ready()),
        percent(bay).isPresent()
            ? words.say("charge.percent", "percent", figures.percent(percent(bay).getAsInt()))
            : charge(bay),
        words.say("spoken", "bay", bay.bay().number(), "state", state, "say", say),
        rows(bay, forecast));
  }

  /** The bay's state; of two of them the page tells more than the light. */
  private static String look(BayStatus bay) {
    if (bay.bay().state() == BayState.OFFLOADING && bay.heldBy().isPresent()) {
      return "waiting";
    }
    if (bay.bay().state() == BayState.CLEARED
        && bay.bay().rule().isPresent()
        && percent(bay).isPresent()) {
      return "charging";
    }
    return lower(bay.bay().state());
  }

  private String say(BayStatus bay, String look, boolean isTake) {
    if (bay.bay().reason().isPresent()) {
      return faults.reason(bay.bay().reason().get());
    }
    if (isTake) {
      return words.say(bay.bay().state() == BayState.READY ? "say.take" : "say.found");
    }
    if (bay.heldBy().isPresent()) {
      return faults.error(bay.heldBy().get());
    }
    return words.say("say." + look);
  }

  private static int percent(BayStatus bay, Forecast forecast) {
    // Of a bay in fault only what goes on all the same (Y-9).
    boolean isCopying =
        bay.counts().isPresent()
            && bay.counts().get().sealed() < bay.counts().get().total()
            && (bay.bay().state() != BayState.FAULT || forecast.safe() instanceof TimeLeft.About);
    return isCopying && forecast.totalBytes() > 0
        ? (int) (forecast.doneBytes() * 100 / forecast.totalBytes())
        : -1;
  }

  private String progress(BayStatus bay, Forecast forecast) {
    if (percent(bay, forecast) < 0) {
      return "";
    }
    DockingCounts counts = bay.counts().orElseThrow();
    return words.say(
        "progress",
        "files",
        words.count("files", counts.total(), "done", counts.sealed()),
        "bytes",
        figures.bytesOf(forecast.doneBytes(), forecast.totalBytes()));
  }

  private static String readyKey(BayStatus bay) {
    return bay.bay().rule().isPresent() ? "time.ready." : "time.empty.";
  }

  private String time(String key, TimeLeft left) {
    return switch (left) {
      case TimeLeft.None() -> "";
      case TimeLeft.About(var time) -> words.say(key + "about", "time", figures.about(time));
      case TimeLeft.Unknown(var why) -> words.say(key + lower(why));
    };
  }

  /** Why a time is not known stands in the detail. */
  private String shortly(String key, TimeLeft left) {
    return left instanceof TimeLeft.Unknown ? words.say(key + "unknown") : time(key, left);
  }

  private static OptionalInt percent(BayStatus bay) {
    return bay.charge().map(Charge::percent).orElse(OptionalInt.empty());
  }

  /** Nothing for a bay without a camera, or a dock that measures no charge. */
  private String charge(BayStatus bay) {
    if (bay.charge().isEmpty()) {
      return "";
    }
    OptionalInt percent = percent(bay);
    ChargingState charging = bay.charge().get().state();
    if (percent.isEmpty()) {
      return words.say("charge.unknown");
    }
    String key = charging == ChargingState.UNKNOWN ? "percent" : lower(charging);
    return words.say("charge." + key, "percent", figures.percent(percent.getAsInt()));
  }

  private List<Row> rows(BayStatus bay, Forecast forecast) {
    List<Row> rows = new ArrayList<>();
    bay.bay().reason().ifPresent(reason -> add(rows, "row.wrong", faults.reason(reason)));
    bay.bay().reason().ifPresent(reason -> add(rows, "row.do", faults.toDo(reason)));
    bay.heldBy().ifPresent(code -> add(rows, "row.waits", faults.error(code)));
    bay.camera().ifPresent(camera -> add(rows, "row.camera", camera.serial()));
    if (bay.camera().isEmpty()) {
      bay.device().ifPresent(device -> add(rows, "row.device", device(device)));
    }
    addCounts(rows, bay, forecast);
    String times =
        String.join(
            " · ",
            nonEmpty(time("time.safe.", forecast.safe()), time(readyKey(bay), forecast.ready())));
    add(rows, "row.times", times);
    add(rows, "row.charge", charge(bay));
    add(rows, "row.since", figures.time(bay.since()));
    add(rows, "row.code", codes(bay), true);
    return rows;
  }

  private void addCounts(List<Row> rows, BayStatus bay, Forecast forecast) {
    if (bay.counts().isEmpty()) {
      return;
    }
    DockingCounts counts = bay.counts().get();
    long total = counts.total();
    if (total == 0) {
      add(rows, "row.safe", words.say("files.none"));
      return;
    }
    String bytes = figures.bytesOf(forecast.doneBytes(), counts.totalBytes());
    String files = words.count("files", total, "done", counts.sealed());
    add(rows, "row.safe", words.say("progress", "files", files, "bytes", bytes));
    add(rows, "row.sent", words.count("files", total, "done", counts.uploaded()));
    add(rows, "row.released", words.count("files", total, "done", counts.released()));
    if (bay.leftovers().entries() > 0) {
      add(rows, "row.left", words.count("left", bay.leftovers().entries()));
    }
  }

  /** Codes and messages as the log has them. */
  private static String codes(BayStatus bay) {
    List<String> codes = new ArrayList<>();
    bay.bay().reason().ifPresent(reason -> codes.add(reason.code()));
    bay.heldBy().ifPresent(code -> codes.add(code.code()));
    bay.counts().flatMap(DockingCounts::error).ifPresent(codes::add);
    codes.add(PlainText.of(bay.detail(), MAX_DETAIL));
    if (bay.leftovers().entries() > 0) {
      codes.add(PlainText.of(bay.leftovers().toString(), MAX_DETAIL));
    }
    return String.join(" · ", nonEmpty(codes.stream().distinct().toArray(String[]::new)));
  }

  private String device(CameraDescriptor device) {
    String ids = device.vendorId() + ":" + device.productId();
    String product = PlainText.of(device.product(), MAX_DEVICE_TEXT);
    return product.isEmpty() ? ids : words.say("row.deviceIs", "product", product, "ids", ids);
  }

  private static List<String> nonEmpty(String... texts) {
    return List.of(texts).stream().filter(text -> !text.isEmpty()).toList();
  }

  private void add(List<Row> rows, String label, String text) {
    add(rows, label, text, false);
  }

  private void add(List<Row> rows, String label, String text, boolean isTechnical) {
    if (!text.isEmpty()) {
      rows.add(new Row(words.say(label), text, isTechnical));
    }
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
