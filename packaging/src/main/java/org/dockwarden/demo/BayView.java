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
 * @param files files that were listed
 * @param released files that were erased by receipt
 */
record BayView(int number, String state, String reason, String camera, int files, int released) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** The bays in a status document; none in one that cannot be read. */
  static List<BayView> parse(Optional<String> status) {
    if (status.isEmpty()) {
      return List.of();
    }
    try {
      List<BayView> bays = new ArrayList<>();
      for (JsonNode bay : JSON.readTree(status.get()).path("bays")) {
        bays.add(
            new BayView(
                bay.path("bay").asInt(),
                bay.path("state").asText(),
                bay.path("reason").asText(""),
                bay.path("camera").asText(""),
                bay.path("files").asInt(),
                bay.path("released").asInt()));
      }
      return bays;
    } catch (JsonProcessingException e) {
      return List.of();
    }
  }

  /** For people. */
  String text() {
    return reason.isEmpty() ? state : state + " (" + reason + ")";
  }
}
