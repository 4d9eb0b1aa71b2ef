package org.dockwarden.dock.mtp;

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
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dockwarden.dock.bay.BayException;
import org.dockwarden.dock.bay.BayReason;

/**
 * A connection to the helper. Each request has a time limit for its whole answer; after an answer
 * that is late, broken or not understood the connection is of no use. For one thread at a time.
 */
final class MtpConnection implements Closeable {
  private static final int BUFFER_BYTES = 64 * 1024;

  /** A path of 4,096 bytes in hexadecimal, and some numbers. */
  private static final int MAX_LINE_BYTES = 10_000;

  private final SocketChannel channel;
  private final Selector selector;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).limit(0);
  private long deadlineNanos;

  private MtpConnection(SocketChannel channel, Selector selector) {
    this.channel = channel;
    this.selector = selector;
  }

  static MtpConnection connect(Path socket) throws IOException {
    SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      channel.configureBlocking(false);
      if (!channel.connect(UnixDomainSocketAddress.of(socket))) {
        throw new IOException("busy"); // Its backlog is full; a local socket connects at once.
      }
      return new MtpConnection(channel, Selector.open());
    } catch (IOException e) {
      try (channel) {
        throw new IOException(socket.getFileName() + ": " + e.getMessage(), e);
      }
    }
  }

  /** What a request that succeeded was answered, without the last line. */
  List<MtpEntry> ask(String request, int most, Duration limit) throws IOException {
    send(request, limit);
    List<MtpEntry> entries = new ArrayList<>();
    for (String line = line(); !line.equals("done"); line = line()) {
      requireNoFailure(line);
      if (entries.size() == most) {
        throw new IOException("mtp helper: more than " + most + " lines");
      }
      entries.add(MtpEntry.parse(line));
    }
    return entries;
  }

  /** The bytes of a {@code read} request, 1 to {@code most}. */
  ByteBuffer read(String request, int most, Duration limit) throws IOException {
    send(request, limit);
    String line = line();
    requireNoFailure(line);
    int count = line.matches("data [0-9]{1,9}") ? Integer.parseInt(line.substring(5)) : 0;
    if (count < 1 || count > most) {
      throw new IOException("mtp helper: " + line + " (expected: data of 1 to " + most + ")");
    }
    ByteBuffer data = ByteBuffer.allocate(count);
    int buffered = Math.min(count, buffer.remaining());
    data.put(buffer.slice(buffer.position(), buffered));
    buffer.position(buffer.position() + buffered);
    while (data.hasRemaining()) {
      await(SelectionKey.OP_READ);
      if (channel.read(data) < 0) {
        throw new IOException("mtp helper: ended");
      }
    }
    return data.flip();
  }

  private void send(String request, Duration limit) throws IOException {
    deadlineNanos = System.nanoTime() + limit.toNanos();
    ByteBuffer rest = ByteBuffer.wrap((request + "\n").getBytes(StandardCharsets.US_ASCII));
    while (channel.write(rest) >= 0 && rest.hasRemaining()) {
      await(SelectionKey.OP_WRITE);
    }
  }

  private static void requireNoFailure(String line) throws IOException {
    if (line.equals("absent")) {
      throw new NoSuchFileException("the object");
    }
    if (line.startsWith("failed ")) {
      throw new MtpRefusal(line.substring("failed ".length()));
    }
    if (line.startsWith("fault ")) {
      String[] words = line.split(" ", 3);
      BayReason reason =
          Arrays.stream(BayReason.values())
              .filter(known -> known.code().equals(words[1]))
              .findFirst()
              .orElse(BayReason.VOLUME_DAMAGED);
      throw new BayException(reason, words.length == 3 ? words[2] : "");
    }
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    while (true) {
      while (buffer.hasRemaining()) {
        byte unit = buffer.get();
        if (unit == '\n') {
          return line.toString(StandardCharsets.US_ASCII).replaceAll("[^ -~]", "?");
        }
        if (line.size() == MAX_LINE_BYTES) {
          throw new IOException("mtp helper: a line too long");
        }
        line.write(unit);
      }
      fill();
    }
  }

  private void fill() throws IOException {
    buffer.clear();
    int read;
    try {
      await(SelectionKey.OP_READ);
      read = channel.read(buffer);
    } finally {
      buffer.flip();
    }
    if (read < 0) {
      throw new IOException("mtp helper: ended");
    }
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
      throw new IOException("mtp helper: no answer in time");
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
