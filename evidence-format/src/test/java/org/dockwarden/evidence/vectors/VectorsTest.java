package org.dockwarden.evidence.vectors;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.dockwarden.evidence.assignment.AssignmentJson;
import org.dockwarden.evidence.assignment.AttributionJson;
import org.dockwarden.evidence.assignment.CardId;
import org.dockwarden.evidence.assignment.CardSalt;
import org.dockwarden.evidence.custody.CustodyChain;
import org.dockwarden.evidence.custody.CustodyJson;
import org.dockwarden.evidence.custody.CustodyLeaf;
import org.dockwarden.evidence.error.EvidenceException;
import org.dockwarden.evidence.identity.CameraId;
import org.dockwarden.evidence.identity.CameraPath;
import org.dockwarden.evidence.identity.Digest;
import org.dockwarden.evidence.identity.RecordingId;
import org.dockwarden.evidence.json.CanonicalJson;
import org.dockwarden.evidence.json.StrictJson;
import org.dockwarden.evidence.manifest.ManifestJson;
import org.dockwarden.evidence.receipt.ReceiptJson;
import org.junit.jupiter.api.Test;

/** The vectors of {@code spec/vectors}, made by another program, through our readers. */
class VectorsTest {
  private static final Path FOLDER = Path.of("..", "spec", "vectors");
  private static final int MAX_BYTES = 65_536;

  /** Reads a document and writes it again. */
  private interface Codec {
    byte[] again(byte[] document) throws EvidenceException;
  }

  @Test
  void canonicalJson() throws IOException {
    for (JsonNode vector : vectors("canonical-json.json")) {
      byte[] input = vector.get("input").textValue().getBytes(UTF_8);
      String written = new String(CanonicalJson.write(StrictJson.read(input, MAX_BYTES)), UTF_8);
      assertEquals(vector.get("canonical").textValue(), written);
    }
  }

  @Test
  void recordingIds() throws IOException {
    for (JsonNode vector : vectors("recording-ids.json")) {
      RecordingId id =
          RecordingId.of(
              CameraId.parse(vector.get("camera").textValue()),
              new CameraPath(vector.get("path").textValue()),
              vector.get("bytes").longValue(),
              new Digest(vector.get("sha256").textValue()));
      assertEquals(vector.get("recording").textValue(), id.hex());
    }
  }

  @Test
  void manifests() throws IOException {
    papers(vectors("manifest.json"), it -> ManifestJson.encode(ManifestJson.decode(it)));
  }

  @Test
  void receipts() throws IOException {
    papers(vectors("receipt.json"), it -> ReceiptJson.encode(ReceiptJson.decode(it)));
  }

  @Test
  void assignments() throws IOException {
    papers(vectors("assignment.json"), it -> AssignmentJson.encode(AssignmentJson.decode(it)));
  }

  @Test
  void attributions() throws IOException {
    papers(vectors("attribution.json"), it -> AttributionJson.encode(AttributionJson.decode(it)));
  }

  @Test
  void cards() throws IOException {
    for (JsonNode vector : vectors("cards.json")) {
      CardSalt salt = new CardSalt(vector.get("salt").textValue());
      CardId card = new CardId(vector.get("card").textValue());
      assertEquals(vector.get("digest").textValue(), salt.digest(card).hex());
    }
  }

  @Test
  void custody() throws IOException {
    JsonNode vector = vectors("custody.json");
    CustodyChain chain = CustodyChain.ofAll();
    for (int index = 0; index < vector.get("chain").size(); index++) {
      byte[] entry = vector.get("chain").get(index).textValue().getBytes(UTF_8);
      assertArrayEquals(entry, CustodyJson.encode(chain.add(entry)));
      assertEquals(vector.get("leaves").get(index).textValue(), CustodyLeaf.hash(entry).hex());
    }
    refuses(vector.get("invalid"), it -> CustodyJson.encode(CustodyJson.decode(it)));
  }

  private static void papers(JsonNode vectors, Codec codec) throws IOException {
    assertTrue(vectors.get("valid").size() > 0);
    for (JsonNode valid : vectors.get("valid")) {
      byte[] document = valid.textValue().getBytes(UTF_8);
      assertArrayEquals(document, codec.again(document));
    }
    refuses(vectors.get("invalid"), codec);
  }

  private static void refuses(JsonNode vectors, Codec codec) {
    assertTrue(vectors.size() > 0);
    for (JsonNode invalid : vectors) {
      byte[] document = invalid.get("document").textValue().getBytes(UTF_8);
      EvidenceException refused =
          assertThrows(
              EvidenceException.class,
              () -> codec.again(document),
              () -> invalid.get("why").textValue());
      assertEquals(
          invalid.get("code").textValue(),
          refused.code().code(),
          () -> invalid.get("why").textValue() + ": " + refused.getMessage());
    }
  }

  private static JsonNode vectors(String name) throws IOException {
    return new ObjectMapper().readTree(FOLDER.resolve(name).toFile());
  }
}
