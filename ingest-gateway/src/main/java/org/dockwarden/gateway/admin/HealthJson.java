package org.dockwarden.gateway.admin;

import java.util.List;
import java.util.Locale;
import org.dockwarden.evidence.json.JsonObjectBuilder;
import org.dockwarden.gateway.health.Health;
import org.dockwarden.gateway.health.Health.Subsystem;

/** Health as JSON (P-24): one member a subsystem. Pure. */
final class HealthJson {
  /** Conditions shown of one subsystem; the rest is counted. */
  private static final int SHOWN = 20;

  private HealthJson() {}

  static byte[] encode(Health health) {
    JsonObjectBuilder json =
        new JsonObjectBuilder().put("status", health.isWell() ? "ok" : "degraded");
    for (Subsystem subsystem : Subsystem.values()) {
      json.put(subsystem.name().toLowerCase(Locale.ROOT), subsystem(health, subsystem));
    }
    return json.toBytes();
  }

  private static JsonObjectBuilder subsystem(Health health, Subsystem subsystem) {
    List<String> details = health.details(subsystem);
    JsonObjectBuilder json =
        new JsonObjectBuilder().put("status", health.isWell(subsystem) ? "ok" : "degraded");
    if (!details.isEmpty()) {
      json.put("conditions", details.size());
      json.putTexts("details", details.subList(0, Math.min(SHOWN, details.size())));
    }
    return json;
  }
}
