package org.dockwarden.system.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tus.java.client.ProtocolException;
import io.tus.java.client.TusClient;
import io.tus.java.client.TusUpload;
import io.tus.java.client.TusUploader;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import org.dockwarden.evidence.pki.TestIdentity;
import org.dockwarden.system.fixture.Await;
import org.dockwarden.system.fixture.GatewayQuery;
import org.dockwarden.system.fixture.Recording;
import org.dockwarden.system.fixture.Site;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Others' tus clients upload what {@code age} sealed; the gateway makes evidence of it. */
final class PeerClientsIT {
  private static final String DOCK = "somebody-elses-dock";
  private static final int BYTES = 20_000_000;
  private static final int ATTEMPTS = 5;

  @TempDir Path folder = Path.of("");
  private Site site;
  private TestIdentity dock;
  private SSLContext tls;

  @BeforeEach
  void startGateway() throws Exception {
    site = new Site(folder);
    dock = site.docks().dock(DOCK);
    dock.write(site.folder(), "peer");
    Files.writeString(site.folder().resolve("gateway-ca.pem"), site.servers().certificatePem());
    tls = GatewayQuery.tls(dock, site.servers().certificate());
    site.gateway().start();
  }

  @AfterEach
  void endGateway() throws Exception {
    site.close();
  }

  @Test
  void tusJsClientUploadsInChunksWithSha1() throws Exception {
    SealedClip clip = clip();
    JsonNode said = tusJs(clip, "--chunk", "6000000", "--checksum", "sha1");
    assertEquals("[0,6000000,12000000,18000000]", said.path("offsets").toString());
    commit(said.path("url").asText(), clip);
  }

  @Test
  void tusJsClientUploadsInOneRequest() throws Exception {
    SealedClip clip = clip();
    JsonNode said = tusJs(clip);
    assertEquals("[0]", said.path("offsets").toString());
    commit(said.path("url").asText(), clip);
  }

  @Test
  void tusJsClientResumesInsideARequestWithoutChecksum() throws Exception {
    SealedClip clip = clip();
    site.link().cutOnceAfter(9_000_000);
    JsonNode said = tusJs(clip);
    assertEquals(2, said.path("offsets").size(), said::toString);
    assertTrue(said.path("offsets").get(1).asLong() > 0, "P-9: what arrived counts");
    commit(said.path("url").asText(), clip);
  }

  @Test
  void tusJsClientResumesAtTheChunkThatBrokeWithSha256() throws Exception {
    SealedClip clip = clip();
    site.link().cutOnceAfter(9_000_000);
    JsonNode said = tusJs(clip, "--chunk", "6000000", "--checksum", "sha256");
    assertEquals("[0,6000000,6000000,12000000,18000000]", said.path("offsets").toString());
    commit(said.path("url").asText(), clip);
  }

  @Test
  void tusJavaClientUploadsInChunks() throws Exception {
    SealedClip clip = clip();
    List<Long> offsets = new ArrayList<>();
    TusUploader uploader = javaClient().createUpload(upload(clip));
    uploader.setChunkSize(1_000_000);
    uploader.setRequestPayloadSize(6_000_000);
    for (int sent = 0; sent >= 0; sent = uploader.uploadChunk()) {
      offsets.add(uploader.getOffset());
    }
    uploader.finish();
    assertTrue(offsets.size() > 20, offsets::toString);
    commit(uploader.getUploadURL().toString(), clip);
  }

  @Test
  void tusJavaClientResumesAfterABrokenConnection() throws Exception {
    SealedClip clip = clip();
    site.link().cutOnceAfter(9_000_000);
    TusUpload created = upload(clip);
    URL url = javaClient().createUpload(created).getUploadURL();
    created.getInputStream().close();
    List<Long> starts = new ArrayList<>();
    while (starts.size() < ATTEMPTS && !upload(clip, url, starts)) {
      assertTrue(site.link().hasCut(), "failed before the connection broke");
    }
    assertTrue(starts.size() > 1 && starts.getLast() >= 6_000_000, starts::toString);
    commit(url.toString(), clip);
  }

  /**
   * One attempt, from the offset that the gateway names. Right after a break it may still be
   * writing what it had received; then the offset has moved, and tus has the client ask again.
   */
  private boolean upload(SealedClip clip, URL url, List<Long> starts) throws IOException {
    TusUpload upload = upload(clip);
    try (InputStream _ = upload.getInputStream()) {
      TusUploader uploader = javaClient().beginOrResumeUploadFromURL(upload, url);
      starts.add(uploader.getOffset());
      uploader.setRequestPayloadSize(6_000_000);
      int sent = 0;
      while (sent >= 0) {
        sent = uploader.uploadChunk();
      }
      uploader.finish();
      return true;
    } catch (IOException | ProtocolException e) {
      return false;
    }
  }

  private static TusUpload upload(SealedClip clip) throws IOException {
    TusUpload upload = new TusUpload();
    upload.setSize(Files.size(clip.file()));
    upload.setInputStream(Files.newInputStream(clip.file()));
    return upload;
  }

  private TusClient javaClient() throws IOException {
    TusClient client =
        new TusClient() {
          @Override
          public void prepareConnection(HttpURLConnection connection) {
            super.prepareConnection(connection);
            ((HttpsURLConnection) connection).setSSLSocketFactory(tls.getSocketFactory());
          }
        };
    client.setUploadCreationURL(URI.create(uploads()).toURL());
    return client;
  }

  private JsonNode tusJs(SealedClip clip, String... more) throws Exception {
    List<String> command =
        NodePeer.command(
            "tus-upload.mjs",
            "--url",
            uploads(),
            "--file",
            clip.file().toString(),
            "--ca",
            site.folder().resolve("gateway-ca.pem").toString(),
            "--cert",
            site.folder().resolve("peer.pem").toString(),
            "--key",
            site.folder().resolve("peer.key").toString());
    command.addAll(List.of(more));
    Process node =
        new ProcessBuilder(command).redirectError(folder.resolve("node.err").toFile()).start();
    String said = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, node.waitFor(), () -> read(folder.resolve("node.err")));
    return JsonMapper.builder().build().readTree(said);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }

  private SealedClip clip() throws Exception {
    Recording recording = site.camera("BW-PEER").film("DCIM/100MEDIA/REC_0001.MP4", 1, BYTES);
    return SealedClip.make(site, DOCK, dock, recording);
  }

  /** The peers know nothing of manifests; with one, the upload becomes a bag. */
  private void commit(String upload, SealedClip clip) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(upload + "/manifest"))
            .header("Tus-Resumable", "1.0.0")
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofByteArray(clip.paper()))
            .build();
    try (HttpClient client = HttpClient.newBuilder().sslContext(tls).build()) {
      HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
      assertEquals(202, answer.statusCode(), answer::body);
    }
    Await.until("a bag", () -> site.dems().accepted().size() == 1, site::describe);
    site.checkDelivered();
  }

  private String uploads() {
    return "https://" + site.link().address() + "/v1/uploads";
  }
}
