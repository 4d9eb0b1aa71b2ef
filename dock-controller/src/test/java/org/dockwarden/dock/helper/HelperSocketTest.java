package org.dockwarden.dock.helper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A helper that does what no helper should. */
final class HelperSocketTest {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Duration SHORT = Duration.ofMillis(300);

  @TempDir private Path temp = Path.of("");

  @SuppressWarnings("NullAway.Init") // By listen().
  private ServerSocketChannel server;

  private final CountDownLatch over = new CountDownLatch(1);

  /** What the other side does with a connection. */
  private interface Behaviour {
    void with(SocketChannel connection) throws Exception;
  }

  @BeforeEach
  void listen() throws IOException {
    server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(temp.resolve("s")));
  }

  @AfterEach
  void stop() throws IOException {
    over.countDown();
    server.close();
  }

  private HelperSocket serve(Behaviour behaviour) {
    Thread.ofVirtual()
        .start(
            () -> {
              try (SocketChannel connection = server.accept()) {
                behaviour.with(connection);
              } catch (Exception e) {
                over.countDown(); // The client has gone: that is what most of these tests are for.
              }
            });
    return new HelperSocket(temp.resolve("s"));
  }

  private static void readAll(SocketChannel connection) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(1024);
    while (connection.read(buffer.clear()) >= 0) {
      assertTrue(buffer.position() > 0);
    }
  }

  private HelperSocket saying(String answer) {
    return serve(
        connection -> {
          readAll(connection);
          connection.write(ByteBuffer.wrap(answer.getBytes(StandardCharsets.UTF_8)));
        });
  }

  @Test
  void readsAnAnswer() throws IOException {
    HelperAnswer answer = saying("a\nb\nexit 69 no room\n").ask(List.of("x"), LONG);
    assertEquals(new HelperAnswer(69, "a\nb", "no room"), answer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "/run/dockwarden/volumes/bay-1\n",
        "/run/dockwarden/volumes/bay-1",
        "exit 0",
        "a\nexit 0",
        "a\nexit 0 \nb\n",
        "exit\n",
        "exit 00\n",
        "exit -1\n",
        "exit 1000\n",
        "exit x\n",
        "Exit 0\n",
        " exit 0\n",
        "exit 0x\n"
      })
  void neverTakesABrokenAnswerForAWholeOne(String answer) {
    HelperSocket helper = saying(answer);
    assertThrows(IOException.class, () -> helper.ask(List.of("x"), LONG));
  }

  @Test
  void endsInTimeWhereNothingIsSaid() {
    assertEndsInTime(_ -> over.await());
  }

  @Test
  void endsInTimeWhereTheAnswerDribbles() {
    assertEndsInTime(
        connection -> {
          while (!over.await(10, TimeUnit.MILLISECONDS)) {
            connection.write(ByteBuffer.wrap(new byte[] {'.'}));
          }
        });
  }

  @Test
  void endsInTimeWhereTheEndIsNotTheEnd() {
    assertEndsInTime(
        connection -> {
          connection.write(ByteBuffer.wrap("exit 0\n".getBytes(StandardCharsets.UTF_8)));
          over.await();
        });
  }

  @Test
  void endsInTimeWhereNothingIsRead() throws IOException {
    serve(_ -> over.await());
    try (LocalStream stream = LocalStream.connect(temp.resolve("s"), SHORT)) {
      assertThrows(IOException.class, () -> stream.send(new byte[8 * 1024 * 1024]));
    }
  }

  private void assertEndsInTime(Behaviour behaviour) {
    HelperSocket helper = serve(behaviour);
    long begin = System.nanoTime();
    assertThrows(IOException.class, () -> helper.ask(List.of("x"), SHORT));
    assertTrue(System.nanoTime() - begin < LONG.toNanos());
  }

  @Test
  void failsWhereNobodyListensAnyMore() throws IOException {
    server.close();
    HelperSocket helper = new HelperSocket(temp.resolve("s"));
    assertThrows(IOException.class, () -> helper.ask(List.of("x"), LONG));
  }

  @Test
  void failsWhereTheConnectionIsClosedAtOnce() {
    HelperSocket helper = serve(SocketChannel::close);
    assertThrows(IOException.class, () -> helper.ask(List.of("x"), LONG));
  }
}
