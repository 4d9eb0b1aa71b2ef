package org.dockwarden.agent.upload;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.error.EvidenceException;
import org.dockwarden.evidence.identity.CameraId;
import org.dockwarden.evidence.identity.Digest;
import org.dockwarden.evidence.identity.RecordingId;
import org.dockwarden.evidence.signing.SignedDocument;
import org.dockwarden.evidence.wire.KnownRecordings;
import org.dockwarden.evidence.wire.KnownRecordingsJson;
import org.dockwarden.evidence.wire.RecordingQueryJson;
import org.dockwarden.evidence.wire.RecordingStatus;
import org.dockwarden.evidence.wire.RecordingStatusJson;
import org.dockwarden.evidence.wire.SignedDocumentJson;

/** The calls of the ingest protocol that are not tus. Thread-safe. */
public final class GatewayClient {
  private static final String JSON = "application/json";

  /** Recognition is a convenience: an officer does not wait long for it. */
  private static final Duration KNOWN_TIMEOUT = Duration.ofSeconds(10);

  private final HttpCaller http;
  private final URI gateway;

  /**
   * @param gateway base address, {@code https://host:port}
   */
  public GatewayClient(HttpCaller http, URI gateway) {
    this.http = http;
    this.gateway = gateway;
  }

  /** Where uploads are made (ingest protocol 2). */
  public static URI uploads(URI gateway) {
    return gateway.resolve("/v1/uploads");
  }

  /** Commits a complete upload under its manifest (P-14, P-15). */
  public RecordingStatus commit(URI upload, SignedDocument manifest)
      throws GatewayException, InterruptedException {
    HttpRequest request =
        HttpCaller.request(gateway.resolve(upload + "/manifest"))
            .header("Content-Type", JSON)
            .PUT(BodyPublishers.ofByteArray(SignedDocumentJson.encode(manifest)))
            .build();
    HttpResponse<byte[]> answer = http.send(request, RecordingStatusJson.MAX_BYTES);
    if (answer.statusCode() / 100 != 2) {
      throw HttpCaller.error(request, answer);
    }
    return decode(request, () -> RecordingStatusJson.decode(answer.body()));
  }

  /** The states of these recordings; unknown ones are left out (P-21). */
  public List<RecordingStatus> query(List<RecordingId> recordings)
      throws GatewayException, InterruptedException {
    HttpRequest request =
        HttpCaller.request(gateway.resolve("/v1/recordings/query"))
            .header("Content-Type", JSON)
            .POST(BodyPublishers.ofByteArray(RecordingQueryJson.encode(recordings)))
            .build();
    HttpResponse<byte[]> answer = http.send(request, RecordingQueryJson.MAX_ANSWER_BYTES);
    if (answer.statusCode() != 200) {
      throw HttpCaller.error(request, answer);
    }
    return decode(request, () -> RecordingQueryJson.decodeAnswer(answer.body()));
  }

  /** A page of what the gateway knows of a camera (P-22). */
  public KnownRecordings known(CameraId camera, Optional<RecordingId> after)
      throws GatewayException, InterruptedException {
    String path = "/v1/cameras/" + segment(camera.toString()) + "/recordings";
    String query = after.map(id -> "?after=" + id.hex()).orElse("");
    HttpRequest request =
        HttpCaller.request(gateway.resolve(path + query)).timeout(KNOWN_TIMEOUT).GET().build();
    HttpResponse<byte[]> answer = http.send(request, KnownRecordingsJson.MAX_BYTES);
    if (answer.statusCode() != 200) {
      throw HttpCaller.error(request, answer);
    }
    return decode(request, () -> KnownRecordingsJson.decode(answer.body()));
  }

  /** Hands over an assignment event; durable at the gateway when this returns (P-25). */
  public void assign(SignedDocument event) throws GatewayException, InterruptedException {
    HttpRequest request =
        HttpCaller.request(gateway.resolve("/v1/assignments"))
            .header("Content-Type", JSON)
            .POST(BodyPublishers.ofByteArray(SignedDocumentJson.encode(event)))
            .build();
    HttpResponse<byte[]> answer = http.send(request);
    if (answer.statusCode() != 204) {
      throw HttpCaller.error(request, answer);
    }
  }

  /** What is at a path that answers with an ETag; {@code known} if that is still it (P-28). */
  public byte[] changed(String path, Optional<byte[]> known, int maxBytes)
      throws GatewayException, InterruptedException {
    HttpRequest.Builder builder = HttpCaller.request(gateway.resolve(path)).GET();
    known.ifPresent(bytes -> builder.header("If-None-Match", "\"" + Digest.compute(bytes) + "\""));
    HttpRequest request = builder.build();
    HttpResponse<byte[]> answer = http.send(request, maxBytes);
    if (answer.statusCode() == 304 && known.isPresent()) {
      return known.get();
    }
    if (answer.statusCode() != 200) {
      throw HttpCaller.error(request, answer);
    }
    return answer.body();
  }

  private static String segment(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** What turns an answer's bytes into a value. */
  @FunctionalInterface
  private interface Decoder<T> {
    T decode() throws EvidenceException;
  }

  private static <T> T decode(HttpRequest request, Decoder<T> decoder) throws GatewayException {
    try {
      return decoder.decode();
    } catch (EvidenceException e) {
      throw new GatewayException(
          ErrorCode.INTERNAL_ERROR, request.uri().getPath() + " answered " + e.getMessage(), e);
    }
  }
}
