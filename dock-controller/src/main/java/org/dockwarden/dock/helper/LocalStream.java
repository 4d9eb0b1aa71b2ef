package org.dockwarden.dock.helper;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * One request and its answer over a Unix domain socket. All of it ends by one deadline, whatever
 * the other side does: nothing, a byte now and then, or no reading. For one thread.
 */
public final class LocalStream implements Closeable {
  private static final int BUFFER_BYTES = 8 * 1024;

  private final SocketChannel channel;
  private final Selector selector;
  private final Duration limit;
  private final long deadlineNanos;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).limit(0);

  private LocalStream(SocketChannel channel, Selector selector, Duration limit) {
    this.channel = channel;
    this.selector = selector;
    this.limit = limit;
    this.deadlineNanos = System.nanoTime() + limit.toNanos();
  }

  /**
   * Connects.
   *
   * @param limit time for everything, until {@link #close}
   */
  public static LocalStream connect(Path socket, Duration limit) throws IOException {
    SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      channel.configureBlocking(false);
      if (!channel.connect(UnixDomainSocketAddress.of(socket))) {
        throw new IOException("busy"); // Its backlog is full; a local socket connects at once.
      }
      return new LocalStream(channel, Selector.open(), limit);
    } catch (IOException e) {
      try (channel) {
        throw e;
      }
    }
  }

  /** Sends the whole request, and that it is whole: nothing can be sent after it. */
  public void send(byte[] request) throws IOException {
    ByteBuffer rest = ByteBuffer.wrap(request);
    while (channel.write(rest) >= 0 && rest.hasRemaining()) {
      await(SelectionKey.OP_WRITE);
    }
    channel.shutdownOutput();
  }

  /**
   * The next line without its newline, empty at the end of the answer.
   *
   * @throws IOException at a line that breaks off, or is longer than {@code maxBytes}
   */
  public Optional<byte[]> line(int maxBytes) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    while (true) {
      while (buffer.hasRemaining()) {
        byte unit = buffer.get();
        if (unit == '\n') {
          return Optional.of(line.toByteArray());
        }
        if (line.size() >= maxBytes) {
          throw new IOException("a line or answer too long");
        }
        line.write(unit);
      }
      if (!fill()) {
        break;
      }
    }
    if (line.size() > 0) {
      throw new IOException("a line broke off");
    }
    return Optional.empty();
  }

  /** Whether there is more. */
  private boolean fill() throws IOException {
    buffer.clear();
    int read;
    try {
      await(SelectionKey.OP_READ);
      read = channel.read(buffer);
    } finally {
      buffer.flip();
    }
    return read >= 0;
  }

  private void await(int operation) throws IOException {
    SelectionKey key = channel.register(selector, operation);
    long left = deadlineNanos - System.nanoTime();
    // 0 would wait for ever.
    selector.select(Math.max(1, Duration.ofNanos(left).toMillis()));
    selector.selectedKeys().clear();
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedIOException("interrupted");
    }
    if (deadlineNanos - System.nanoTime() <= 0) {
      throw new IOException("took longer than " + limit);
    }
    key.interestOps(0);
  }

  @Override
  public void close() throws IOException {
    try (channel) {
      selector.close();
    }
  }
}
