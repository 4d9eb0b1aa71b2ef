package org.dockwarden.agent.upload;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.wire.UploadChecksum;
import org.dockwarden.evidence.wire.UploadChecksum.Algorithm;
import org.dockwarden.evidence.wire.UploadMetadata;

/**
 * A client of tus 1.0.0 (core, creation, checksum, termination). It works with any server of that
 * protocol; a server that does not offer SHA-256 checksums gets none. Thread-safe.
 */
public final class TusClient {
  private static final String VERSION = "1.0.0";

  /** Slower than this a PATCH is given up; the next one is smaller. Bytes a second. */
  private static final long SLOWEST = 4 * 1024;

  private final HttpCaller http;
  private final URI endpoint;
  private volatile Optional<Boolean> checksums = Optional.empty();

  public TusClient(HttpCaller http, URI endpoint) {
    this.http = http;
    this.endpoint = endpoint;
  }

  /**
   * Makes an upload of exactly this length; returns where it lies, without the server's address
   * unless that is another server than this client's. The address of a gateway may change before
   * the upload is complete.
   */
  public URI create(long length, Map<String, byte[]> metadata)
      throws GatewayException, InterruptedException {
    HttpRequest.Builder builder =
        tus(endpoint).header("Upload-Length", Long.toString(length)).POST(BodyPublishers.noBody());
    if (!metadata.isEmpty()) {
      builder.header("Upload-Metadata", UploadMetadata.format(metadata));
    }
    HttpRequest request = builder.build();
    HttpResponse<byte[]> answer = expect(request, 201);
    String location =
        answer
            .headers()
            .firstValue("Location")
            .orElseThrow(() -> malformed(request, "no Location"));
    try {
      return withoutServer(endpoint.resolve(location));
    } catch (IllegalArgumentException e) {
      throw malformed(request, "Location " + location);
    }
  }

  /** How many bytes the server has; only they are safe there. */
  public long offset(URI upload) throws GatewayException, InterruptedException {
    HttpRequest request = tus(upload).HEAD().build();
    HttpResponse<byte[]> answer = http.send(request);
    return switch (answer.statusCode()) {
      case 200, 204 -> offset(request, answer);
      case 403 -> throw gone(request); // tus 1.0.0 allows 403, 404 and 410 for "not there".
      default -> throw HttpCaller.error(request, answer);
    };
  }

  /** Appends at this offset; returns the server's new one. */
  public long append(URI upload, long offset, Chunk chunk)
      throws GatewayException, InterruptedException {
    BodyPublisher content =
        BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(chunk.content()), chunk.bytes());
    HttpRequest.Builder builder =
        tus(upload)
            .timeout(HttpCaller.ANSWER_TIMEOUT.plus(Duration.ofSeconds(chunk.bytes() / SLOWEST)))
            .header("Content-Type", "application/offset+octet-stream")
            .header("Upload-Offset", Long.toString(offset))
            .method("PATCH", content);
    if (chunk.digest().isPresent() && offersChecksums()) {
      byte[] digest = chunk.digest().get().toBytes();
      builder.header("Upload-Checksum", new UploadChecksum(Algorithm.SHA256, digest).header());
    }
    HttpRequest request = builder.build();
    return offset(request, expect(request, 204));
  }

  /** Removes the upload; that it is gone already is success too. */
  public void terminate(URI upload) throws GatewayException, InterruptedException {
    HttpRequest request = tus(upload).DELETE().build();
    HttpResponse<byte[]> answer = http.send(request);
    if (!List.of(204, 404, 410).contains(answer.statusCode())) {
      throw HttpCaller.error(request, answer);
    }
  }

  /** Asks once; what a server offers does not change while the agent runs. */
  private boolean offersChecksums() throws GatewayException, InterruptedException {
    if (checksums.isEmpty()) {
      HttpRequest request =
          HttpCaller.request(endpoint).method("OPTIONS", BodyPublishers.noBody()).build();
      HttpResponse<byte[]> answer = http.send(request);
      if (answer.statusCode() / 100 != 2) {
        throw HttpCaller.error(request, answer);
      }
      checksums =
          Optional.of(
              lists(answer, "Tus-Extension", "checksum")
                  && lists(answer, "Tus-Checksum-Algorithm", Algorithm.SHA256.text()));
    }
    return checksums.orElse(false);
  }

  private static boolean lists(HttpResponse<byte[]> answer, String header, String word) {
    String value = answer.headers().firstValue(header).orElse("");
    return List.of(value.split("\\s*,\\s*", -1)).contains(word);
  }

  private URI withoutServer(URI address) {
    URI server = endpoint.resolve("/");
    URI path = server.relativize(address);
    return path.isAbsolute() ? address : URI.create("/" + path);
  }

  private HttpRequest.Builder tus(URI address) {
    return HttpCaller.request(endpoint.resolve(address)).header("Tus-Resumable", VERSION);
  }

  private HttpResponse<byte[]> expect(HttpRequest request, int status)
      throws GatewayException, InterruptedException {
    HttpResponse<byte[]> answer = http.send(request);
    if (answer.statusCode() != status) {
      throw HttpCaller.error(request, answer);
    }
    return answer;
  }

  private static long offset(HttpRequest request, HttpResponse<byte[]> answer)
      throws GatewayException {
    String offset = answer.headers().firstValue("Upload-Offset").orElse("");
    if (!offset.matches("[0-9]{1,18}")) {
      throw malformed(request, "Upload-Offset " + offset);
    }
    return Long.parseLong(offset);
  }

  private static GatewayException gone(HttpRequest request) {
    return new GatewayException(
        ErrorCode.UPLOAD_GONE, request.method() + " " + request.uri(), Optional.empty());
  }

  private static GatewayException malformed(HttpRequest request, String what) {
    return new GatewayException(
        ErrorCode.INTERNAL_ERROR,
        request.method() + " " + request.uri().getPath() + " answered with " + what,
        Optional.empty());
  }
}
