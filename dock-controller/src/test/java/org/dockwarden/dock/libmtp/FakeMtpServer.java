package org.dockwarden.dock.libmtp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.dockwarden.dock.bay.BayNumber;

/** The helper's own code behind a real socket, over cameras in memory. */
public final class FakeMtpServer {
  private final ServerSocketChannel server;
  private final Map<BayNumber, FakeMtpCamera> cameras;
  private final List<SocketChannel> connections = new CopyOnWriteArrayList<>();
  private final List<Thread> threads = new CopyOnWriteArrayList<>();

  public FakeMtpServer(Path socket, Map<BayNumber, FakeMtpCamera> cameras) throws IOException {
    this.cameras = Map.copyOf(cameras);
    this.server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(socket));
    threads.add(Thread.ofVirtual().start(this::accept));
  }

  private void accept() {
    try {
      while (true) {
        SocketChannel connection = server.accept();
        connections.add(connection);
        threads.add(Thread.ofVirtual().start(() -> serve(connection)));
      }
    } catch (ClosedChannelException _) {
      // The test is over.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void serve(SocketChannel connection) {
    try (connection) {
      new MtpService(
              this::camera,
              Channels.newInputStream(connection),
              Channels.newOutputStream(connection))
          .run();
    } catch (IOException _) {
      // The other side has hung up, as it may at any time.
    }
  }

  private FakeMtpCamera camera(BayNumber bay) throws IOException {
    FakeMtpCamera camera = cameras.get(bay);
    if (camera == null) {
      throw new IOException("bay " + bay + ": empty");
    }
    return camera;
  }

  /** Every process of the helper is killed. */
  public void kill() throws IOException {
    for (SocketChannel connection : connections) {
      connection.close();
    }
  }

  /** Waits until everything has ended. */
  public void stop() throws IOException, InterruptedException {
    server.close();
    kill();
    for (Thread thread : threads) {
      thread.join();
    }
  }
}
