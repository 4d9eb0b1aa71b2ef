package org.dockwarden.agent.status;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The status for a person at a terminal: what is wrong last, where the eye is. */
public final class StatusTable {
  private static final int MOST = 160;
  private static final String ROW = "%4s  %-11s  %-13s  %-21s  %-24s  %s";

  private StatusTable() {}

  /** The table's lines, from the JSON of {@code /status}. */
  public static List<String> lines(JsonNode status) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "dock     %s, %s, clock %s"
            .formatted(text(status, "dock"), text(status, "software"), text(status, "clock")));
    lines.add("gateway  " + gateway(status.path("gateway")));
    lines.add("spool    " + spool(status.path("spool")));
    lines.add("backlog  " + backlog(status.path("backlog")));
    lines.add("");
    lines.add(ROW.formatted("BAY", "STATE", "CHARGE", "SAFE/SENT/RELEASED/OF", "CAMERA", "SINCE"));
    for (JsonNode bay : status.path("bays")) {
      lines.add(bay(bay).stripTrailing());
      String note = note(bay);
      if (!note.isEmpty()) {
        lines.add("      " + note);
      }
    }
    lines.add("");
    lines.addAll(health(status));
    return lines;
  }

  /** Whether anything does not work as it should. */
  public static boolean isDegraded(JsonNode status) {
    return !status.path("degradations").isEmpty();
  }

  private static List<String> health(JsonNode status) {
    if (!isDegraded(status)) {
      return List.of("all is well");
    }
    List<String> lines = new ArrayList<>(List.of("NOT WELL"));
    status.path("degradations").forEach(line -> lines.add("  - " + plain(line.asText())));
    return lines;
  }

  private static String gateway(JsonNode gateway) {
    String since = " since " + text(gateway, "since");
    return gateway.path("reachable").asBoolean()
        ? text(gateway, "detail") + since
        : "NOT REACHABLE, " + text(gateway, "error") + since + ": " + text(gateway, "detail");
  }

  private static String spool(JsonNode spool) {
    return "%s of %s, room for %s, %d objects, %d set aside"
        .formatted(
            bytes(spool.path("bytes").asLong()),
            bytes(spool.path("quota").asLong()),
            bytes(spool.path("roomBytes").asLong()),
            spool.path("objects").asLong(),
            spool.path("asideObjects").asLong());
  }

  private static String backlog(JsonNode backlog) {
    return "%d queued (%s), %d await a receipt, %d quarantined, %d failed"
        .formatted(
            backlog.path("queued").asLong(),
            bytes(backlog.path("queuedBytes").asLong()),
            backlog.path("awaitingReceipt").asLong(),
            backlog.path("quarantined").asLong(),
            backlog.path("failed").asLong());
  }

  private static String bay(JsonNode bay) {
    boolean isEmpty = text(bay, "state").equals("empty");
    return ROW.formatted(
        bay.path("bay").asText(),
        text(bay, "state"),
        charge(bay.path("charge")),
        files(bay.path("files")),
        text(bay, "camera"),
        isEmpty ? "" : text(bay, "since"));
  }

  private static String charge(JsonNode charge) {
    String percent = charge.has("percent") ? charge.path("percent").asInt() + "% " : "";
    return percent + text(charge, "state");
  }

  private static String files(JsonNode files) {
    return files.isMissingNode()
        ? ""
        : "%d/%d/%d/%d"
            .formatted(
                files.path("sealed").asLong(),
                files.path("uploaded").asLong(),
                files.path("released").asLong(),
                files.path("total").asLong());
  }

  private static String note(JsonNode bay) {
    List<String> parts = new ArrayList<>();
    for (String key : List.of("reason", "heldBy", "leftovers", "detail")) {
      parts.add(text(bay, key));
    }
    parts.add(text(bay.path("files"), "error"));
    JsonNode device = bay.path("device");
    if (!device.isMissingNode()) {
      parts.add(
          "%s:%s %s"
              .formatted(
                  text(device, "vendorId"), text(device, "productId"), text(device, "product")));
    }
    parts.add(bay.path("finding").asBoolean() ? "this is the camera looked for" : "");
    return String.join(" · ", parts.stream().filter(part -> !part.isEmpty()).toList());
  }

  private static String bytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
  }

  private static String text(JsonNode node, String key) {
    return plain(node.path(key).asText(""));
  }

  private static String plain(String text) {
    return PlainText.of(text, MOST);
  }
}
