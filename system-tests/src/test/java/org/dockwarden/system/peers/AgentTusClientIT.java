package org.dockwarden.system.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.dockwarden.agent.upload.Chunk;
import org.dockwarden.agent.upload.GatewayException;
import org.dockwarden.agent.upload.HttpCaller;
import org.dockwarden.agent.upload.TusClient;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.identity.Digest;
import org.dockwarden.evidence.pki.TestPki;
import org.dockwarden.system.fixture.Daemon;
import org.dockwarden.system.fixture.Footage;
import org.dockwarden.system.fixture.GatewayQuery;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dock's tus client against {@code @tus/server} with its file store. */
final class AgentTusClientIT {
  private static final int CHUNK = 1_000_000;

  @TempDir Path folder = Path.of("");
  private Path store;
  private Daemon server;
  private HttpCaller http;
  private TusClient client;

  @BeforeEach
  void startServer() throws Exception {
    TestPki pki = new TestPki("Peers");
    pki.server("tus").write(folder, "server");
    Files.writeString(folder.resolve("ca.pem"), pki.certificatePem());
    store = Files.createDirectory(folder.resolve("store"));
    server =
        Daemon.start(
            "tus",
            NodePeer.command(
                "tus-server.mjs",
                store.toString(),
                folder.resolve("ca.pem").toString(),
                folder.resolve("server.pem").toString(),
                folder.resolve("server.key").toString()),
            folder,
            (_, _) -> {});
    URI endpoint =
        URI.create("https://127.0.0.1:" + server.address("tus").getPort() + "/v1/uploads");
    http = HttpCaller.secured(GatewayQuery.tls(pki.dock("dock-0001"), pki.certificate()));
    client = new TusClient(http, endpoint);
  }

  @AfterEach
  void endServer() {
    http.close();
    server.close();
  }

  @Test
  void uploadsInChunksAndResumesByAskingForTheOffset() throws Exception {
    byte[] content = content(3 * CHUNK + 7);
    URI upload =
        client.create(content.length, Map.of("filename", "a".getBytes(StandardCharsets.UTF_8)));
    assertEquals(0, client.offset(upload));
    assertEquals(CHUNK, client.append(upload, 0, chunk(content, 0)));
    assertEquals(CHUNK, client.offset(upload));
    for (int at = CHUNK; at < content.length; at += CHUNK) {
      client.append(upload, at, chunk(content, at));
    }
    assertEquals(content.length, client.offset(upload));
    Path stored = store.resolve(upload.getPath().substring("/v1/uploads/".length()));
    assertEquals(Digest.compute(content).hex(), Footage.sha256(stored));
  }

  @Test
  void learnsTheRightOffsetFromAConflict() throws Exception {
    byte[] content = content(2 * CHUNK);
    URI upload = client.create(content.length, Map.of());
    client.append(upload, 0, chunk(content, 0));
    // Small, so that it is sent before the answer comes: this server answers a refused body early
    // and closes, which a client in the middle of sending sees as a break.
    Chunk again = chunk(Arrays.copyOf(content, 16), 0);
    GatewayException refused =
        Assertions.assertThrows(GatewayException.class, () -> client.append(upload, 0, again));
    assertEquals(ErrorCode.OFFSET_MISMATCH, refused.code());
  }

  @Test
  void terminatesAnUpload() throws Exception {
    URI upload = client.create(10, Map.of());
    client.terminate(upload);
    client.terminate(upload);
    GatewayException gone =
        Assertions.assertThrows(GatewayException.class, () -> client.offset(upload));
    assertEquals(ErrorCode.UPLOAD_UNKNOWN, gone.code());
  }

  private static byte[] content(int bytes) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Footage.write(out, 1, bytes);
    return out.toByteArray();
  }

  private static Chunk chunk(byte[] content, int at) {
    int length = Math.min(CHUNK, content.length - at);
    byte[] body = Arrays.copyOfRange(content, at, at + length);
    return new Chunk(
        length, () -> new ByteArrayInputStream(body), Optional.of(Digest.compute(body)));
  }
}
