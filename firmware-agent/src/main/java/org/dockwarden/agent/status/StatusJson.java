package org.dockwarden.agent.status;

import java.util.Locale;
import org.dockwarden.agent.journal.DockingCounts;
import org.dockwarden.agent.station.BayStatus;
import org.dockwarden.agent.upload.GatewayHealth;
import org.dockwarden.dock.bay.LightPattern;
import org.dockwarden.dock.camera.CameraDescriptor;
import org.dockwarden.dock.charging.Charge;
import org.dockwarden.evidence.json.JsonObjectBuilder;
import org.dockwarden.evidence.json.JsonValue;

/** The status as JSON; names are those of spec/glossary.md. */
final class StatusJson {
  /** A USB string descriptor holds no more (USB 2.0, 9.6.7). */
  private static final int MAX_DEVICE_TEXT = 126;

  private StatusJson() {}

  static byte[] encode(AgentStatus status) {
    JsonObjectBuilder json =
        new JsonObjectBuilder()
            .put("dock", status.dock().text())
            .put("software", status.software())
            .put("clock", status.clock().text())
            .put("cipher", status.cipher())
            .put("cipherFallback", status.isCipherFallback())
            .put("sentBytes", status.sentBytes())
            .put("gateway", gateway(status.gateway()))
            .put(
                "spool",
                new JsonObjectBuilder()
                    .put("bytes", status.spool().bytes())
                    .put("quota", status.spool().quota())
                    .put("roomBytes", status.spool().roomBytes())
                    .put("objects", status.spool().objects())
                    .put("asideObjects", status.spool().asideObjects()))
            .put(
                "backlog",
                new JsonObjectBuilder()
                    .put("queued", status.backlog().queued())
                    .put("queuedBytes", status.backlog().queuedBytes())
                    .put("awaitingReceipt", status.backlog().awaitingReceipt())
                    .put("quarantined", status.backlog().quarantined())
                    .put("failed", status.backlog().failed())
                    .put("released", status.backlog().released()))
            .putTexts("degradations", status.degradations())
            .putArray("bays", status.bays().stream().map(bay -> bay(bay).asValue()).toList());
    return json.toBytes();
  }

  private static JsonObjectBuilder gateway(GatewayHealth health) {
    JsonObjectBuilder json =
        new JsonObjectBuilder()
            .put("reachable", health.isReachable())
            .put("detail", health.detail())
            .put("since", health.since());
    health.error().ifPresent(error -> json.put("error", error));
    return json;
  }

  private static JsonObjectBuilder bay(BayStatus status) {
    JsonObjectBuilder json =
        new JsonObjectBuilder()
            .put("bay", status.bay().number().number())
            .put("state", lower(status.bay().state()))
            .put("light", lower(status.isFinding() ? LightPattern.FIND : status.bay().light()))
            .put("since", status.since())
            .put("finding", status.isFinding())
            .put("readBytes", status.readBytes())
            .put("bytesPerSecond", status.bytesPerSecond());
    status.bay().reason().ifPresent(reason -> json.put("reason", reason.code()));
    status.camera().ifPresent(camera -> json.put("camera", camera.toString()));
    if (status.camera().isEmpty()) {
      status.device().ifPresent(device -> json.put("device", device(device)));
    }
    status.charge().ifPresent(charge -> json.put("charge", charge(charge)));
    status.heldBy().ifPresent(code -> json.put("heldBy", code.code()));
    if (status.leftovers().entries() > 0) {
      json.put("leftovers", status.leftovers().toString());
    }
    if (!status.detail().isEmpty()) {
      json.put("detail", status.detail());
    }
    status.counts().ifPresent(counts -> json.put("files", files(counts)));
    return json;
  }

  /** What is plugged in where no camera was accepted, by its own account. */
  private static JsonObjectBuilder device(CameraDescriptor device) {
    return new JsonObjectBuilder()
        .put("vendorId", device.vendorId())
        .put("productId", device.productId())
        .put("serial", PlainText.of(device.serial(), MAX_DEVICE_TEXT))
        .put("product", PlainText.of(device.product(), MAX_DEVICE_TEXT))
        .putArray(
            "interfaceClasses",
            device.interfaceClasses().stream()
                .sorted()
                .<JsonValue>map(JsonValue.IntegerValue::new)
                .toList());
  }

  private static JsonObjectBuilder charge(Charge charge) {
    JsonObjectBuilder json = new JsonObjectBuilder().put("state", lower(charge.state()));
    charge.percent().ifPresent(percent -> json.put("percent", percent));
    charge.milliamps().ifPresent(milliamps -> json.put("milliamps", milliamps));
    return json;
  }

  private static JsonObjectBuilder files(DockingCounts counts) {
    JsonObjectBuilder json =
        new JsonObjectBuilder()
            .put("total", counts.total())
            .put("listed", counts.listed())
            .put("sealed", counts.sealed())
            .put("uploaded", counts.uploaded())
            .put("released", counts.released())
            .put("failed", counts.failed())
            .put("quarantined", counts.quarantined())
            .put("totalBytes", counts.totalBytes())
            .put("sealedBytes", counts.sealedBytes());
    counts.error().ifPresent(error -> json.put("error", error));
    return json;
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
