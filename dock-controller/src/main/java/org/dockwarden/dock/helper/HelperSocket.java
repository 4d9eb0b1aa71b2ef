package org.dockwarden.dock.helper;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A helper that is a service behind a Unix domain socket: systemd starts one for each request. */
public final class HelperSocket implements HelperPort {
  /** Requests at a time. The socket's unit takes twice as many: one that has ended counts still. */
  private static final int AT_A_TIME = 8;

  private final Path socket;
  private final Semaphore places = new Semaphore(AT_A_TIME, true);

  /** A helper; whether it is there shows when it is asked. */
  public HelperSocket(Path socket) {
    this.socket = socket;
  }

  @Override
  public HelperAnswer ask(List<String> arguments, Duration limit) throws IOException {
    byte[] request = (HelperText.line(arguments) + "\n").getBytes(StandardCharsets.US_ASCII);
    long begin = System.nanoTime();
    try {
      if (!places.tryAcquire(limit.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new HelperSilentException(socket.getFileName() + ": busy for " + limit);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("interrupted").initCause(e);
    }
    try {
      return exchange(request, limit.minusNanos(System.nanoTime() - begin));
    } finally {
      places.release();
    }
  }

  private HelperAnswer exchange(byte[] request, Duration limit) throws IOException {
    try (LocalStream stream = LocalStream.connect(socket, limit)) {
      stream.send(request);
      return answer(stream);
    } catch (InterruptedIOException e) {
      throw e;
    } catch (IOException e) {
      throw new HelperSilentException(socket.getFileName() + ": " + e.getMessage(), e);
    }
  }

  private static HelperAnswer answer(LocalStream stream) throws IOException {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    byte[] last = new byte[0];
    Optional<byte[]> line = stream.line(MAX_OUTPUT_BYTES);
    while (line.isPresent()) {
      last = line.get();
      line = stream.line(MAX_OUTPUT_BYTES - output.size() - last.length);
      if (line.isPresent()) {
        output.writeBytes(last);
        output.write('\n');
      }
    }
    HelperEnd end =
        HelperEnd.parse(last)
            .orElseThrow(
                () -> new IOException("the answer broke off (expected: a last line exit CODE)"));
    return new HelperAnswer(
        end.exitCode(), HelperText.printable(output.toByteArray()).strip(), end.message());
  }
}
