package org.dockwarden.agent.eraser;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.error.EvidenceException;
import org.dockwarden.evidence.identity.CameraPath;
import org.dockwarden.evidence.json.JsonObjectBuilder;
import org.dockwarden.evidence.json.JsonObjectReader;
import org.dockwarden.evidence.json.StrictJson;
import org.dockwarden.evidence.signing.SignedDocument;
import org.dockwarden.evidence.wire.SignedDocumentJson;

/** Requests and answers of the eraser as JSON: one request, one line an answer. */
public final class EraseJson {
  /** Largest request: {@link EraseRequest#MAX_FILES} receipts and long paths. */
  public static final int MAX_REQUEST_BYTES = 8 * 1024 * 1024;

  /** Largest answer to one file. */
  public static final int MAX_ANSWER_BYTES = 64 * 1024;

  private static final String FORMAT = "dockwarden-erase/1";

  private EraseJson() {}

  /** The request as bytes. */
  public static byte[] encode(EraseRequest request) {
    return new JsonObjectBuilder()
        .put("format", FORMAT)
        .put("volume", request.volume().toString())
        .putArray("files", request.files().stream().map(item -> encode(item).asValue()).toList())
        .toBytes(MAX_REQUEST_BYTES);
  }

  private static JsonObjectBuilder encode(EraseRequest.Item item) {
    byte[] receipt = SignedDocumentJson.encode(item.receipt());
    return new JsonObjectBuilder()
        .put("path", item.path().text())
        .put("device", Long.toString(item.identity().device()))
        .put("inode", Long.toString(item.identity().inode()))
        .put("bytes", item.identity().bytes())
        .put("modified", item.identity().modified().toString())
        .put("hash", item.hash())
        .put("receipt", new String(receipt, StandardCharsets.UTF_8));
  }

  /** Reads a request; anything malformed refuses all of it. */
  public static EraseRequest decode(byte[] json) throws EvidenceException {
    JsonObjectReader reader = JsonObjectReader.of(StrictJson.read(json, MAX_REQUEST_BYTES));
    reader.requireFormat(FORMAT);
    Path volume = reader.text("volume", Path::of);
    List<EraseRequest.Item> files = new ArrayList<>();
    for (JsonObjectReader file : reader.objects("files", EraseRequest.MAX_FILES)) {
      files.add(decodeItem(file));
    }
    reader.finish();
    return new EraseRequest(volume, files);
  }

  private static EraseRequest.Item decodeItem(JsonObjectReader file) throws EvidenceException {
    CameraPath path = file.text("path", CameraPath::new);
    long device = file.text("device", Long::parseLong);
    long inode = file.text("inode", Long::parseLong);
    long bytes = file.integer("bytes", 0, Long.MAX_VALUE >> 10);
    FileIdentity identity =
        new FileIdentity(device, inode, bytes, file.text("modified", EraseJson::instant));
    boolean hash = file.bool("hash");
    SignedDocument receipt =
        SignedDocumentJson.decode(file.text("receipt").getBytes(StandardCharsets.UTF_8));
    file.finish();
    return new EraseRequest.Item(path, identity, hash, receipt);
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /** The answer as one line, without its newline. */
  public static byte[] encode(EraseAnswer answer) {
    JsonObjectBuilder json =
        new JsonObjectBuilder()
            .put("path", answer.path().text())
            .put("result", answer.result().text())
            .put("detail", answer.detail());
    answer.code().ifPresent(code -> json.put("code", code.code()));
    return json.toBytes(MAX_ANSWER_BYTES);
  }

  /** Reads an answer. */
  public static EraseAnswer decodeAnswer(byte[] json) throws EvidenceException {
    JsonObjectReader reader = JsonObjectReader.of(StrictJson.read(json, MAX_ANSWER_BYTES));
    CameraPath path = reader.text("path", CameraPath::new);
    EraseAnswer.Result result =
        reader.choice("result", List.of(EraseAnswer.Result.values()), EraseAnswer.Result::text);
    Optional<ErrorCode> code =
        reader.has("code")
            ? Optional.of(reader.choice("code", List.of(ErrorCode.values()), ErrorCode::code))
            : Optional.empty();
    String detail = reader.text("detail");
    reader.finish();
    return new EraseAnswer(path, result, code, detail);
  }
}
