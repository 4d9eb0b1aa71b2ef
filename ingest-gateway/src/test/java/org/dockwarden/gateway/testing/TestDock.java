package org.dockwarden.gateway.testing;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.dockwarden.evidence.error.EvidenceException;
import org.dockwarden.evidence.identity.Digest;
import org.dockwarden.evidence.identity.RecordingId;
import org.dockwarden.evidence.manifest.ManifestJson;
import org.dockwarden.evidence.pki.TestIdentity;
import org.dockwarden.evidence.signing.DocumentSigner;
import org.dockwarden.evidence.signing.SignedDocument;
import org.dockwarden.evidence.wire.RecordingState;
import org.dockwarden.evidence.wire.RecordingStatus;
import org.dockwarden.evidence.wire.RecordingStatusJson;
import org.dockwarden.evidence.wire.SignedDocumentJson;

/** A dock that speaks plain tus over real TLS, with the JDK's client. */
public final class TestDock implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final TestIdentity identity;
  private final String base;
  private final HttpClient client;

  public TestDock(TestIdentity identity, Certificate gatewayAuthority, InetSocketAddress gateway) {
    this.identity = identity;
    this.base = "https://127.0.0.1:" + gateway.getPort();
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .sslContext(context(identity, gatewayAuthority))
            .connectTimeout(PATIENCE)
            .build();
  }

  /** TLS of this dock. */
  public static SSLContext context(TestIdentity identity, Certificate gatewayAuthority) {
    try {
      char[] password = "test".toCharArray();
      KeyStore keys = KeyStore.getInstance("PKCS12");
      keys.load(null, null);
      keys.setKeyEntry(
          "dock", identity.key(), password, new Certificate[] {identity.certificate()});
      KeyManagerFactory own = KeyManagerFactory.getInstance("PKIX");
      own.init(keys, password);
      KeyStore anchors = KeyStore.getInstance("PKCS12");
      anchors.load(null, null);
      anchors.setCertificateEntry("gateway", gatewayAuthority);
      TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
      trust.init(anchors);
      SSLContext context = SSLContext.getInstance("TLSv1.3");
      context.init(own.getKeyManagers(), trust.getTrustManagers(), new SecureRandom());
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A request to this path with tus's version. */
  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base + path))
        .header("Tus-Resumable", "1.0.0")
        .timeout(PATIENCE);
  }

  public HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException {
    try {
      return client.send(request.build(), BodyHandlers.ofByteArray());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  /** Makes an upload and returns its path. */
  public String create(long length) throws IOException {
    HttpResponse<byte[]> created =
        send(
            request("/v1/uploads")
                .header("Upload-Length", Long.toString(length))
                .POST(BodyPublishers.noBody()));
    expect(201, created);
    return created.headers().firstValue("Location").orElseThrow();
  }

  public HttpResponse<byte[]> patch(String upload, long offset, byte[] bytes) throws IOException {
    return send(patchRequest(upload, offset, bytes));
  }

  /** An append with its SHA-256. */
  public HttpRequest.Builder patchRequest(String upload, long offset, byte[] bytes) {
    String digest = Base64.getEncoder().encodeToString(Digest.compute(bytes).toBytes());
    return bare(upload, offset, bytes).header("Upload-Checksum", "sha256 " + digest);
  }

  /** An append without checksum. */
  public HttpRequest.Builder bare(String upload, long offset, byte[] bytes) {
    return request(upload)
        .header("Content-Type", "application/offset+octet-stream")
        .header("Upload-Offset", Long.toString(offset))
        .method("PATCH", BodyPublishers.ofByteArray(bytes));
  }

  public HttpResponse<byte[]> head(String upload) throws IOException {
    return send(request(upload).HEAD());
  }

  public long offset(String upload) throws IOException {
    return head(upload).headers().firstValueAsLong("Upload-Offset").orElseThrow();
  }

  /** Uploads all bytes in segments; returns the upload's path. */
  public String upload(byte[] sealed) throws IOException {
    String upload = create(sealed.length);
    int segment = 8 * 1024 * 1024;
    for (int at = 0; at < sealed.length; at += segment) {
      byte[] chunk = Arrays.copyOfRange(sealed, at, Math.min(sealed.length, at + segment));
      expect(204, patch(upload, at, chunk));
    }
    return upload;
  }

  public SignedDocument sign(Clip clip) throws EvidenceException {
    return sign(ManifestJson.encode(clip.manifest()));
  }

  public SignedDocument sign(byte[] document) throws EvidenceException {
    return new DocumentSigner(identity.key(), List.of(identity.certificate()))
        .sign(document, Instant.now());
  }

  public HttpResponse<byte[]> commit(String upload, SignedDocument paper) throws IOException {
    return send(
        request(upload + "/manifest")
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofByteArray(SignedDocumentJson.encode(paper))));
  }

  /** Uploads, commits, and waits for this state. */
  public RecordingStatus sendUntil(Clip clip, RecordingState state) throws IOException {
    String upload = upload(clip.sealed());
    expect(202, commit(upload, sign(clip)));
    return await(clip.manifest().recordingId(), state);
  }

  public RecordingStatus status(RecordingId recording) throws IOException {
    HttpResponse<byte[]> answer =
        send(request("/v1/recordings/" + recording).header("Prefer", "wait=1").GET());
    expect(200, answer);
    return RecordingStatusJson.decode(answer.body());
  }

  /** Waits for this state. */
  public RecordingStatus await(RecordingId recording, RecordingState state) throws IOException {
    Instant deadline = Instant.now().plus(PATIENCE);
    RecordingStatus status = status(recording);
    while (status.state() != state && Instant.now().isBefore(deadline)) {
      status = status(recording);
    }
    if (status.state() != state) {
      throw new AssertionError("state: " + status + " (expected: " + state + ")");
    }
    return status;
  }

  public static void expect(int status, HttpResponse<byte[]> response) {
    if (response.statusCode() != status) {
      throw new AssertionError(
          response.statusCode()
              + " (expected: "
              + status
              + ") "
              + new String(response.body(), java.nio.charset.StandardCharsets.UTF_8));
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
