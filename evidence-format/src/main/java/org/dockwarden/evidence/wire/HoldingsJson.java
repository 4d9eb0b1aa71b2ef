package org.dockwarden.evidence.wire;

import java.util.ArrayList;
import java.util.List;
import org.dockwarden.evidence.error.EvidenceException;
import org.dockwarden.evidence.identity.CameraId;
import org.dockwarden.evidence.identity.OfficerId;
import org.dockwarden.evidence.json.JsonObjectBuilder;
import org.dockwarden.evidence.json.JsonObjectReader;
import org.dockwarden.evidence.json.StrictJson;

/** Holdings on the wire and in a dock's cache (spec/ingest-protocol.md, P-27). */
public final class HoldingsJson {
  /** 50,000 cameras held and as many lost, with ordinary serials. */
  public static final int MAX_BYTES = 16 * 1024 * 1024;

  private HoldingsJson() {}

  public static byte[] encode(Holdings holdings) {
    return new JsonObjectBuilder()
        .putArray("held", holdings.held().stream().map(held -> build(held).asValue()).toList())
        .putTexts("lost", holdings.lost().stream().map(CameraId::toString).toList())
        .toBytes(MAX_BYTES);
  }

  private static JsonObjectBuilder build(Holdings.Held held) {
    return new JsonObjectBuilder()
        .put("camera", held.camera().toString())
        .put("officer", held.officer().text());
  }

  public static Holdings decode(byte[] json) throws EvidenceException {
    JsonObjectReader reader = JsonObjectReader.of(StrictJson.read(json, MAX_BYTES));
    List<Holdings.Held> held = new ArrayList<>();
    for (JsonObjectReader one : reader.objects("held", Holdings.MAX_CAMERAS)) {
      CameraId camera = one.text("camera", CameraId::parse);
      OfficerId officer = one.text("officer", OfficerId::new);
      one.finish();
      held.add(new Holdings.Held(camera, officer));
    }
    List<CameraId> lost = reader.texts("lost", Holdings.MAX_CAMERAS, CameraId::parse);
    reader.finish();
    return new Holdings(held, lost);
  }
}
