package org.dockwarden.agent.gateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.dockwarden.evidence.age.ChunkCiphers;
import org.dockwarden.evidence.age.Opener;
import org.dockwarden.evidence.age.X25519Identity;
import org.dockwarden.evidence.assignment.Assignment;
import org.dockwarden.evidence.assignment.AssignmentJson;
import org.dockwarden.evidence.assignment.CardSalt;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.identity.CameraId;
import org.dockwarden.evidence.identity.Digest;
import org.dockwarden.evidence.identity.RecordingId;
import org.dockwarden.evidence.manifest.Manifest;
import org.dockwarden.evidence.manifest.ManifestJson;
import org.dockwarden.evidence.receipt.Receipt;
import org.dockwarden.evidence.receipt.ReceiptJson;
import org.dockwarden.evidence.receipt.Stage;
import org.dockwarden.evidence.segment.SegmentDigester;
import org.dockwarden.evidence.signing.DocumentSigner;
import org.dockwarden.evidence.signing.SignedDocument;
import org.dockwarden.evidence.wire.Holdings;
import org.dockwarden.evidence.wire.HoldingsJson;
import org.dockwarden.evidence.wire.KnownRecording;
import org.dockwarden.evidence.wire.KnownRecordings;
import org.dockwarden.evidence.wire.KnownRecordingsJson;
import org.dockwarden.evidence.wire.OfficerDirectory;
import org.dockwarden.evidence.wire.OfficerDirectoryJson;
import org.dockwarden.evidence.wire.Problem;
import org.dockwarden.evidence.wire.ProblemJson;
import org.dockwarden.evidence.wire.RecordingQueryJson;
import org.dockwarden.evidence.wire.RecordingState;
import org.dockwarden.evidence.wire.RecordingStatus;
import org.dockwarden.evidence.wire.RecordingStatusJson;
import org.dockwarden.evidence.wire.SignedDocumentJson;
import org.jspecify.annotations.Nullable;

/** Receives uploads, opens what is committed, compares, signs receipts. */
public final class FakeGateway implements AutoCloseable {
  private volatile HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final DocumentSigner receipts;
  private final X25519Identity evidence;
  private final Map<String, Upload> uploads = new ConcurrentHashMap<>();
  private final Map<RecordingId, Held> recordings = new ConcurrentHashMap<>();
  private final List<RecordingId> commits = new ArrayList<>();
  private final AtomicInteger patches = new AtomicInteger();
  private final AtomicInteger creations = new AtomicInteger();
  private final List<Assignment> assignments = new CopyOnWriteArrayList<>();
  private volatile OfficerDirectory directory =
      new OfficerDirectory(new CardSalt("00".repeat(16)), List.of());
  private volatile Holdings holdings = Holdings.NONE;
  private volatile Faults faults = new Faults();

  /** What goes wrong; every field is asked where it counts. */
  public static class Faults {
    /** Instead of an answer to this request: an error, or null to go on. */
    public @Nullable ErrorCode answer(String method, String path) {
      return null;
    }

    /** Which stage receipts reach. */
    public Stage stage() {
      return Stage.DELIVERED;
    }

    /** A receipt before it is signed. */
    public Receipt receipt(Receipt receipt) {
      return receipt;
    }

    /** Whether P-22 answers. */
    public boolean knowsCameras() {
      return true;
    }

    /** Whether a query finds this recording. */
    public boolean holds(RecordingId recording) {
      return true;
    }
  }

  private static final class Upload {
    private final long length;
    private byte[] content = new byte[0];
    private boolean committed;

    Upload(long length) {
      this.length = length;
    }
  }

  /** A recording that was verified. */
  public record Held(
      Manifest manifest, Digest manifestDigest, byte[] original, List<SignedDocument> receipts) {}

  private FakeGateway(HttpServer server, DocumentSigner receipts, X25519Identity evidence) {
    this.server = server;
    this.receipts = receipts;
    this.evidence = evidence;
    listen();
  }

  private void listen() {
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** Is found at another address from now on, with all that it has. */
  public void move() throws IOException {
    HttpsServer next = HttpsServer.create(anyPort(), 0);
    next.setHttpsConfigurator(((HttpsServer) server).getHttpsConfigurator());
    server.stop(0);
    server = next;
    listen();
  }

  /** Over TLS 1.3 with client certificates. */
  public static FakeGateway secured(
      SSLContext context, DocumentSigner receipts, X25519Identity evidence) throws IOException {
    HttpsServer server = HttpsServer.create(anyPort(), 0);
    server.setHttpsConfigurator(
        new HttpsConfigurator(context) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters ssl = context.getDefaultSSLParameters();
            ssl.setNeedClientAuth(true);
            ssl.setProtocols(new String[] {"TLSv1.3"});
            parameters.setSSLParameters(ssl);
          }
        });
    return new FakeGateway(server, receipts, evidence);
  }

  /** Without TLS. */
  public static FakeGateway plain(DocumentSigner receipts, X25519Identity evidence)
      throws IOException {
    return new FakeGateway(HttpServer.create(anyPort(), 0), receipts, evidence);
  }

  private static InetSocketAddress anyPort() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  public URI url() {
    String scheme = server instanceof HttpsServer ? "https" : "http";
    return URI.create(scheme + "://127.0.0.1:" + server.getAddress().getPort());
  }

  public void faults(Faults next) {
    faults = next;
  }

  public Map<RecordingId, Held> recordings() {
    return recordings;
  }

  /** Original bytes by path. */
  public Map<String, byte[]> originals() {
    Map<String, byte[]> originals = new TreeMap<>();
    recordings
        .values()
        .forEach(held -> originals.put(held.manifest().file().path().text(), held.original()));
    return originals;
  }

  public int commits() {
    synchronized (commits) {
      return commits.size();
    }
  }

  public int patches() {
    return patches.get();
  }

  public int creations() {
    return creations.get();
  }

  public int openUploads() {
    return (int) uploads.values().stream().filter(upload -> !upload.committed).count();
  }

  /** Forgets all uploads that are not committed, as after an expiry. */
  public void expireUploads() {
    uploads.values().removeIf(upload -> !upload.committed);
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getRawPath();
    String method = exchange.getRequestMethod();
    try (exchange) {
      ErrorCode fault = faults.answer(method, path);
      if (fault != null) {
        exchange.getRequestBody().readAllBytes();
        problem(exchange, fault);
      } else if (path.equals("/v1/uploads")) {
        collection(exchange, method);
      } else if (path.startsWith("/v1/uploads/") && path.endsWith("/manifest")) {
        commit(exchange, path.split("/", -1)[3]);
      } else if (path.startsWith("/v1/uploads/")) {
        one(exchange, method, path.substring("/v1/uploads/".length()));
      } else if (path.equals("/v1/recordings/query")) {
        query(exchange);
      } else if (path.equals("/v1/assignments")) {
        SignedDocument event = SignedDocumentJson.decode(exchange.getRequestBody().readAllBytes());
        assignments.add(AssignmentJson.decode(event.document()));
        exchange.sendResponseHeaders(204, -1);
      } else if (path.equals("/v1/directory")) {
        tagged(exchange, OfficerDirectoryJson.encode(directory));
      } else if (path.equals("/v1/holdings")) {
        tagged(exchange, HoldingsJson.encode(holdings));
      } else if (path.startsWith("/v1/cameras/") && faults.knowsCameras()) {
        known(exchange, path);
      } else {
        problem(exchange, ErrorCode.RESOURCE_UNKNOWN);
      }
    }
  }

  /** P-28. */
  private static void tagged(HttpExchange exchange, byte[] json) throws IOException {
    String tag = "\"" + Digest.compute(json) + "\"";
    exchange.getResponseHeaders().set("ETag", tag);
    if (tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
      exchange.sendResponseHeaders(304, -1);
      return;
    }
    exchange.sendResponseHeaders(200, json.length);
    exchange.getResponseBody().write(json);
  }

  /** The events that docks have sent, in the order in which they came. */
  public List<Assignment> assignments() {
    return List.copyOf(assignments);
  }

  /** What docks are told of officers from now on. */
  public void tell(OfficerDirectory officers, Holdings held) {
    directory = officers;
    holdings = held;
  }

  private void collection(HttpExchange exchange, String method) throws IOException {
    if (method.equals("OPTIONS")) {
      exchange.getResponseHeaders().set("Tus-Extension", "creation,checksum,termination");
      exchange.getResponseHeaders().set("Tus-Checksum-Algorithm", "sha256,sha1");
      exchange.sendResponseHeaders(204, -1);
      return;
    }
    String id = UUID.randomUUID().toString();
    uploads.put(id, new Upload(Long.parseLong(header(exchange, "Upload-Length"))));
    creations.incrementAndGet();
    exchange.getResponseHeaders().set("Location", "/v1/uploads/" + id);
    exchange.sendResponseHeaders(201, -1);
  }

  private void one(HttpExchange exchange, String method, String id) throws IOException {
    Upload upload = uploads.get(id);
    if (upload == null) {
      exchange.getRequestBody().readAllBytes();
      problem(exchange, ErrorCode.UPLOAD_UNKNOWN);
      return;
    }
    switch (method) {
      case "HEAD" -> offset(exchange, upload, 200);
      case "DELETE" -> {
        uploads.remove(id);
        exchange.sendResponseHeaders(204, -1);
      }
      case "PATCH" -> patch(exchange, upload);
      default -> problem(exchange, ErrorCode.METHOD_NOT_ALLOWED);
    }
  }

  private static void offset(HttpExchange exchange, Upload upload, int status) throws IOException {
    exchange.getResponseHeaders().set("Upload-Offset", "" + upload.content.length);
    exchange.getResponseHeaders().set("Upload-Length", "" + upload.length);
    exchange.sendResponseHeaders(status, -1);
  }

  private void patch(HttpExchange exchange, Upload upload) throws IOException {
    patches.incrementAndGet();
    byte[] body = exchange.getRequestBody().readAllBytes();
    synchronized (upload) {
      if (Long.parseLong(header(exchange, "Upload-Offset")) != upload.content.length) {
        problem(exchange, ErrorCode.OFFSET_MISMATCH);
        return;
      }
      if (upload.content.length + body.length > upload.length) {
        problem(exchange, ErrorCode.OFFSET_BEYOND_LENGTH);
        return;
      }
      String checksum = header(exchange, "Upload-Checksum").split(" ", -1)[1];
      if (!MessageDigest.isEqual(
          Base64.getDecoder().decode(checksum), Digest.compute(body).toBytes())) {
        problem(exchange, ErrorCode.CHECKSUM_MISMATCH);
        return;
      }
      byte[] joined = new byte[upload.content.length + body.length];
      System.arraycopy(upload.content, 0, joined, 0, upload.content.length);
      System.arraycopy(body, 0, joined, upload.content.length, body.length);
      upload.content = joined;
      offset(exchange, upload, 204);
    }
  }

  private void commit(HttpExchange exchange, String id) throws IOException {
    SignedDocument signed = SignedDocumentJson.decode(exchange.getRequestBody().readAllBytes());
    Upload upload = uploads.get(id);
    if (upload == null) {
      problem(exchange, ErrorCode.UPLOAD_UNKNOWN);
      return;
    }
    if (upload.content.length != upload.length) {
      problem(exchange, ErrorCode.UPLOAD_INCOMPLETE);
      return;
    }
    Manifest manifest = ManifestJson.decode(signed.document());
    byte[] original = opened(upload.content);
    SegmentDigester sealed = new SegmentDigester();
    sealed.update(upload.content, 0, upload.content.length);
    Digest segments = sealed.finish();
    if (!Digest.compute(original).equals(manifest.file().digest())
        || !segments.equals(manifest.sealed().digest())
        || manifest.sealed().bytes() != upload.length
        || manifest.file().bytes() != original.length) {
      problem(exchange, ErrorCode.ORIGINAL_DIGEST_MISMATCH);
      return;
    }
    upload.committed = true;
    RecordingId recording = manifest.recordingId();
    synchronized (commits) {
      commits.add(recording);
    }
    recordings.computeIfAbsent(
        recording, _ -> new Held(manifest, signed.digest(), original, new ArrayList<>()));
    answer(exchange, 202, RecordingStatusJson.encode(status(recording)));
  }

  private byte[] opened(byte[] sealed) throws IOException {
    try (InputStream in =
        Opener.with(List.of(evidence), ChunkCiphers.jdk()).open(new ByteArrayInputStream(sealed))) {
      return in.readAllBytes();
    }
  }

  private void query(HttpExchange exchange) throws IOException {
    List<RecordingStatus> statuses = new ArrayList<>();
    for (RecordingId id : RecordingQueryJson.decode(exchange.getRequestBody().readAllBytes())) {
      if (recordings.containsKey(id) && faults.holds(id)) {
        statuses.add(status(id));
      }
    }
    answer(exchange, 200, RecordingQueryJson.encodeAnswer(statuses));
  }

  private void known(HttpExchange exchange, String path) throws IOException {
    CameraId camera =
        CameraId.parse(URLDecoder.decode(path.split("/", -1)[3], StandardCharsets.UTF_8));
    List<KnownRecording> known =
        recordings.entrySet().stream()
            .filter(entry -> entry.getValue().manifest().camera().id().equals(camera))
            .sorted(Map.Entry.comparingByKey())
            .map(
                entry ->
                    new KnownRecording(
                        entry.getKey(),
                        entry.getValue().manifest().file().path(),
                        entry.getValue().manifest().file().bytes(),
                        entry.getValue().manifest().file().digest(),
                        entry.getValue().manifest().file().modified()))
            .toList();
    answer(exchange, 200, KnownRecordingsJson.encode(new KnownRecordings(known, false)));
  }

  private RecordingStatus status(RecordingId id) {
    Held held = Objects.requireNonNull(recordings.get(id));
    synchronized (held) {
      if (held.receipts().isEmpty()) {
        held.receipts().add(receipt(id, held, Stage.STORED));
      }
      if (held.receipts().size() == 1 && faults.stage() == Stage.DELIVERED) {
        held.receipts().add(receipt(id, held, Stage.DELIVERED));
      }
      RecordingState state =
          held.receipts().size() == 2 ? RecordingState.DELIVERED : RecordingState.RECEIPTED;
      return new RecordingStatus(id, state, Optional.empty(), held.receipts());
    }
  }

  private SignedDocument receipt(RecordingId id, Held held, Stage stage) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    Manifest manifest = held.manifest();
    Receipt receipt =
        new Receipt(
            stage,
            id,
            manifest.file().bytes(),
            manifest.file().digest(),
            manifest.sealed().bytes(),
            manifest.sealed().digest(),
            held.manifestDigest(),
            "gateway-1",
            now,
            new Receipt.CustodyReference(1, Digest.compute(new byte[] {1})),
            stage == Stage.DELIVERED
                ? Optional.of(new Receipt.Delivery("bagit", "ref", manifest.file().digest(), now))
                : Optional.empty());
    return receipts.sign(ReceiptJson.encode(faults.receipt(receipt)), now);
  }

  private static String header(HttpExchange exchange, String name) {
    String value = exchange.getRequestHeaders().getFirst(name);
    return value == null ? "" : value;
  }

  private static void problem(HttpExchange exchange, ErrorCode code) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", ProblemJson.MEDIA_TYPE);
    byte[] body = ProblemJson.encode(new Problem(code, "fake"));
    boolean head = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(code.httpStatus(), head ? -1 : body.length);
    if (!head) {
      exchange.getResponseBody().write(body);
    }
  }

  private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }
}
