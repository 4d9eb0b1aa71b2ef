package org.dockwarden.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A bay as the agent's status page tells it.
 *
 * @param number the number printed beside it
 * @param state in the one vocabulary, lower case
 * @param reason why it is refused or in fault, empty if it is neither
 * @param camera the camera's id, empty if there is none
 * @param files files on the camera that are to be evidence
 * @param sealed of these, those that are safe on the dock
 * @param uploaded of these, those that the gateway has
 * @param released of these, those that were erased by receipt
 */
record BayView(
    int number,
    String state,
    String reason,
    String camera,
    int files,
    int sealed,
    int uploaded,
    int released) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** The bays in a status document; none in one that cannot be read. */
  static List<BayView> parse(Optional<String> status) {
    if (status.isEmpty()) {
      return List.of();
    }
    try {
      List<BayView> bays = new ArrayList<>();
      for (JsonNode bay : JSON.readTree(status.get()).path("bays")) {
        bays.add(of(bay));
      }
      return bays;
    } catch (JsonProcessingException e) {
      return List.of();
    }
  }

  private static BayView of(JsonNode bay) {
    JsonNode files = bay.path("files");
    return new BayView(
        bay.path("bay").asInt(),
        bay.path("state").asText(),
        bay.path("reason").asText(bay.path("heldBy").asText("")),
        bay.path("camera").asText(""),
        files.path("total").asInt(),
        files.path("sealed").asInt(),
        files.path("uploaded").asInt(),
        files.path("released").asInt());
  }

  /** The state for people. */
  String text() {
    return reason.isEmpty() ? state : state + " (" + reason + ")";
  }

  /** How far its files are, for people. */
  String progress() {
    return "sealed "
        + sealed
        + ", uploaded "
        + uploaded
        + ", released "
        + released
        + " of "
        + files;
  }

  /** The part of the way that all files together have made, 0 to 1. */
  double done() {
    return files == 0 ? 0 : (sealed + uploaded + released) / (3.0 * files);
  }
}
