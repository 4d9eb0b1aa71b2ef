package org.dockwarden.dock.helper;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A helper that is a service behind a Unix domain socket: systemd starts one for each request. */
public final class HelperSocket implements HelperPort {
  private static final Pattern END = Pattern.compile("exit (0|[1-9][0-9]{0,2})(?: (.*))?");

  private final Path socket;

  /** A helper; whether it is there shows when it is asked. */
  public HelperSocket(Path socket) {
    this.socket = socket;
  }

  @Override
  public HelperAnswer ask(List<String> arguments, Duration limit) throws IOException {
    byte[] request = (HelperText.line(arguments) + "\n").getBytes(StandardCharsets.US_ASCII);
    try (LocalStream stream = LocalStream.connect(socket, limit)) {
      stream.send(request);
      return answer(stream);
    } catch (InterruptedIOException e) {
      throw e;
    } catch (IOException e) {
      throw new IOException(socket.getFileName() + ": " + e.getMessage(), e);
    }
  }

  private static HelperAnswer answer(LocalStream stream) throws IOException {
    StringBuilder output = new StringBuilder();
    Optional<String> last = line(stream, output.length());
    while (last.isPresent()) {
      Optional<String> next = line(stream, output.length() + last.get().length());
      if (next.isEmpty()) {
        break;
      }
      output.append(last.get()).append('\n');
      last = next;
    }
    Matcher end = END.matcher(last.orElse(""));
    if (!end.matches()) {
      throw new IOException("the answer broke off (expected: a last line exit CODE)");
    }
    String message = Optional.ofNullable(end.group(2)).orElse("").strip();
    return new HelperAnswer(Integer.parseInt(end.group(1)), output.toString().strip(), message);
  }

  private static Optional<String> line(LocalStream stream, int had) throws IOException {
    return stream.line(MAX_OUTPUT_BYTES - had).map(HelperText::printable);
  }
}
