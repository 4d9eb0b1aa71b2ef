package org.dockwarden.fleet.web;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.dockwarden.fleet.dock.DockView;

/** The table as JSON. */
final class DockJson {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private DockJson() {}

  static byte[] write(List<DockView> docks) {
    ObjectNode root = JSON.createObjectNode();
    ArrayNode list = root.putArray("docks");
    for (DockView dock : docks) {
      ObjectNode node = list.addObject();
      node.put("group", dock.key().group());
      node.put("dock", dock.key().dock());
      node.put("online", dock.online());
      node.put("heardAt", dock.heardAt().toString());
      ObjectNode metrics = node.putObject("metrics");
      dock.metrics().forEach((name, metric) -> metrics.put(name, metric.text()));
      ArrayNode bays = node.putArray("bays");
      dock.bays()
          .forEach(
              (name, bay) -> {
                ObjectNode bayNode = bays.addObject().put("bay", name).put("online", bay.online());
                bay.offlineSince().ifPresent(at -> bayNode.put("offlineSince", at.toString()));
                ObjectNode bayMetrics = bayNode.putObject("metrics");
                bay.metrics().forEach((key, metric) -> bayMetrics.put(key, metric.text()));
              });
    }
    return FleetPage.utf8(root.toString() + "\n");
  }

  static byte[] health(List<String> degraded) {
    ObjectNode root = JSON.createObjectNode();
    root.put("status", degraded.isEmpty() ? "ok" : "degraded");
    ArrayNode reasons = root.putArray("degraded");
    degraded.forEach(reasons::add);
    return FleetPage.utf8(root.toString() + "\n");
  }
}
