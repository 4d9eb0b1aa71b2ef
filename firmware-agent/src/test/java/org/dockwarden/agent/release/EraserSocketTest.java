package org.dockwarden.agent.release;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.dockwarden.agent.eraser.EraseJson;
import org.dockwarden.agent.eraser.EraseRequest;
import org.dockwarden.agent.eraser.FileIdentity;
import org.dockwarden.agent.eraser.TestReceipts;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.error.EvidenceException;
import org.dockwarden.evidence.identity.CameraPath;
import org.dockwarden.evidence.pki.TestPki;
import org.dockwarden.evidence.receipt.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An eraser's service whose connection breaks, and one that says what it should not. */
final class EraserSocketTest {
  private static final String A = "{\"detail\":\"\",\"path\":\"a.mp4\",\"result\":\"erased\"}\n";
  private static final String B = A.replace("a.mp4", "b.mp4");

  @TempDir private Path temp = Path.of("");

  @SuppressWarnings("NullAway.Init") // By listen().
  private ServerSocketChannel server;

  private volatile String asked = "";

  @BeforeEach
  void listen() throws IOException {
    server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(temp.resolve("erase.sock")));
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  private EraserSocket answering(String answer) {
    Thread.ofVirtual()
        .start(
            () -> {
              try (SocketChannel connection = server.accept()) {
                ByteArrayOutputStream request = new ByteArrayOutputStream();
                ByteBuffer buffer = ByteBuffer.allocate(8192);
                while (connection.read(buffer.clear()) >= 0) {
                  request.write(buffer.array(), 0, buffer.position());
                }
                asked = request.toString(UTF_8);
                connection.write(ByteBuffer.wrap(answer.getBytes(UTF_8)));
              } catch (IOException e) {
                asked = e.toString();
              }
            });
    return new EraserSocket(temp.resolve("erase.sock"), Path.of("/run/volumes"));
  }

  private static EraseRequest request(String volume) throws IOException {
    FileIdentity identity = new FileIdentity(1, 2, 3, Instant.EPOCH);
    TestPki pki = new TestPki("receipts");
    CameraPath a = new CameraPath("a.mp4");
    CameraPath b = new CameraPath("b.mp4");
    return new EraseRequest(
        Path.of(volume),
        List.of(
            new EraseRequest.Item(
                a, identity, false, TestReceipts.receipt(pki, Stage.STORED, a, new byte[3])),
            new EraseRequest.Item(
                b, identity, false, TestReceipts.receipt(pki, Stage.STORED, b, new byte[3]))));
  }

  private static Erasure ask(EraserSocket socket) throws IOException, InterruptedException {
    return socket.erase(request("/run/volumes/bay-12"));
  }

  @Test
  void asksForAnMtpCameraAtASocketOfItsOwn() throws Exception {
    stop();
    server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(temp.resolve("erase-mtp.sock")));
    Erasure erasure = answering(A + B + "exit 0\n").erase(request("mtp:12"));
    assertEquals(2, erasure.answers().size());
    assertTrue(asked.startsWith("erase 12\n{"), asked);
  }

  @Test
  void asksForABayAndHandsOnTheRequest() throws Exception {
    Erasure erasure = ask(answering(A + B + "exit 0\n"));
    assertEquals(2, erasure.answers().size());
    assertEquals(Optional.empty(), erasure.trouble());
    int line = asked.indexOf('\n');
    assertEquals("erase 12", asked.substring(0, line));
    EraseRequest got = EraseJson.decode(asked.substring(line + 1).getBytes(UTF_8));
    assertEquals(2, got.files().size());
  }

  @ParameterizedTest
  @ValueSource(strings = {A, A + "exit 0", A + "{\"path\"", A + "what?\n", A + "exit\n"})
  void keepsTheAnswersOfAConnectionThatBroke(String answer) throws Exception {
    Erasure erasure = ask(answering(answer));
    assertEquals(1, erasure.answers().size());
    assertTrue(erasure.trouble().isPresent());
  }

  @Test
  void takesNoMoreAnswersThanItAskedFor() throws Exception {
    Erasure erasure = ask(answering(A + B + A + "exit 0\n"));
    assertEquals(2, erasure.answers().size());
    assertTrue(erasure.trouble().isPresent());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "exit 69 no\n", "what?\n", "{", "\n"})
  void failsWhereNothingIsAnswered(String answer) {
    EraserSocket socket = answering(answer);
    EvidenceException e = assertThrows(EvidenceException.class, () -> ask(socket));
    assertEquals(ErrorCode.RELEASE_FAILED, e.code());
  }

  @Test
  void failsWhereThereIsNoService() {
    EraserSocket socket = new EraserSocket(temp.resolve("none"), Path.of("/run/volumes"));
    EvidenceException e = assertThrows(EvidenceException.class, () -> ask(socket));
    assertEquals(ErrorCode.RELEASE_FAILED, e.code());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/run/volumes",
        "/run/volumes/bay-0",
        "/run/volumes/bay-1/DCIM",
        "/run/other/bay-1",
        "/run/volumes/bay-1x",
        "/run/volumes/x/../bay-1",
        "bay-1",
        "/"
      })
  void asksForMountedBaysOnly(String volume) throws IOException {
    EraserSocket socket = new EraserSocket(temp.resolve("none"), Path.of("/run/volumes"));
    EraseRequest request = request(volume);
    EvidenceException e = assertThrows(EvidenceException.class, () -> socket.erase(request));
    assertTrue(String.valueOf(e.getMessage()).contains("expected: /run/volumes/bay-N"));
  }

  @Test
  void endsWhenInterrupted() throws Exception {
    Thread.ofVirtual()
        .start(
            () -> {
              try (SocketChannel connection = server.accept()) {
                while (connection.read(ByteBuffer.allocate(8192)) >= 0) {
                  Thread.interrupted();
                }
                server.accept().close(); // Says nothing until the test ends.
              } catch (IOException e) {
                asked = e.toString();
              }
            });
    EraserSocket socket = new EraserSocket(temp.resolve("erase.sock"), Path.of("/run/volumes"));
    EraseRequest request = request("/run/volumes/bay-1");
    Thread.currentThread().interrupt();
    assertThrows(InterruptedException.class, () -> socket.erase(request));
    assertTrue(!Thread.interrupted());
  }
}
