package org.dockwarden.evidence.wire;

import java.util.ArrayList;
import java.util.List;
import org.dockwarden.evidence.assignment.CardSalt;
import org.dockwarden.evidence.error.EvidenceException;
import org.dockwarden.evidence.identity.CameraId;
import org.dockwarden.evidence.identity.Digest;
import org.dockwarden.evidence.identity.OfficerId;
import org.dockwarden.evidence.json.JsonObjectBuilder;
import org.dockwarden.evidence.json.JsonObjectReader;
import org.dockwarden.evidence.json.StrictJson;

/** The directory on the wire and in a dock's cache (spec/ingest-protocol.md, P-26). */
public final class OfficerDirectoryJson {
  /** 50,000 officers with a card and a camera each. */
  public static final int MAX_BYTES = 16 * 1024 * 1024;

  private OfficerDirectoryJson() {}

  public static byte[] encode(OfficerDirectory directory) {
    return new JsonObjectBuilder()
        .put("salt", directory.salt().hex())
        .putArray(
            "officers",
            directory.officers().stream().map(officer -> build(officer).asValue()).toList())
        .toBytes(MAX_BYTES);
  }

  private static JsonObjectBuilder build(OfficerDirectory.Officer officer) {
    JsonObjectBuilder json = new JsonObjectBuilder().put("officer", officer.officer().text());
    officer.card().ifPresent(card -> json.put("card", card.hex()));
    officer.personal().ifPresent(camera -> json.put("personal", camera.toString()));
    return json;
  }

  public static OfficerDirectory decode(byte[] json) throws EvidenceException {
    JsonObjectReader reader = JsonObjectReader.of(StrictJson.read(json, MAX_BYTES));
    CardSalt salt = reader.text("salt", CardSalt::new);
    List<OfficerDirectory.Officer> officers = new ArrayList<>();
    for (JsonObjectReader officer : reader.objects("officers", OfficerDirectory.MAX_OFFICERS)) {
      officers.add(read(officer));
    }
    reader.finish();
    return new OfficerDirectory(salt, officers);
  }

  private static OfficerDirectory.Officer read(JsonObjectReader reader) throws EvidenceException {
    OfficerId officer = reader.text("officer", OfficerId::new);
    var card = reader.optionalText("card", Digest::new);
    var personal = reader.optionalText("personal", CameraId::parse);
    reader.finish();
    return new OfficerDirectory.Officer(officer, card, personal);
  }
}
