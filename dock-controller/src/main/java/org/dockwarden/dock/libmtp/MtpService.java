package org.dockwarden.dock.libmtp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.HexFormat;
import java.util.List;
import org.dockwarden.dock.bay.BayException;
import org.dockwarden.dock.bay.BayNumber;
import org.dockwarden.dock.volume.VolumeLimits;
import org.jspecify.annotations.Nullable;

/**
 * The reading helper's side of one connection: requests of one line each, answered one after the
 * other (package {@code mtp} has the words). One connection is for one bay's camera, which it only
 * reads. It ends with the connection.
 */
final class MtpService {
  /** Longest request: a path of 4,096 bytes in hexadecimal, and some numbers. */
  private static final int MAX_REQUEST_BYTES = 8_300;

  /** Most bytes of one answer to {@code read}: what this process holds of footage at a time. */
  static final int MAX_READ_BYTES = 1 << 20;

  private final Cameras cameras;
  private final InputStream in;
  private final OutputStream out;
  private @Nullable MtpCamera<?> camera;

  /** Opens the camera of a bay. */
  @FunctionalInterface
  interface Cameras {
    MtpPort<? extends MtpSession> at(BayNumber bay) throws IOException;
  }

  MtpService(Cameras cameras, InputStream in, OutputStream out) {
    this.cameras = cameras;
    this.in = in;
    this.out = out;
  }

  /** Answers until the connection ends or is to end. */
  void run() throws IOException {
    try {
      for (String request = request(); !request.isEmpty(); request = request()) {
        if (!answer(List.of(request.split(" ", -1)))) {
          return;
        }
      }
    } finally {
      close();
    }
  }

  /** The next line; empty at the end, and for a line that is none. */
  private String request() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int unit = in.read(); unit >= 0; unit = in.read()) {
      if (unit == '\n') {
        return line.toString(StandardCharsets.US_ASCII);
      }
      if (line.size() == MAX_REQUEST_BYTES) {
        break;
      }
      line.write(unit);
    }
    return "";
  }

  private boolean answer(List<String> words) throws IOException {
    byte[] answer;
    try {
      answer = done(words);
    } catch (BayException e) {
      answer = line("fault " + e.reason().code() + " " + printable(e));
    } catch (NoSuchFileException e) {
      answer = line("absent");
    } catch (IOException | IllegalArgumentException e) {
      close(); // The next request begins a session that knows nothing of what went wrong.
      answer = line("failed " + printable(e));
    }
    out.write(answer);
    out.flush();
    return !words.getFirst().equals("end");
  }

  private static String printable(Exception e) {
    return String.valueOf(e.getMessage()).replaceAll("[^ -~]", "?");
  }

  private byte[] done(List<String> words) throws IOException {
    return switch (words.getFirst() + " " + (words.size() - 1)) {
      case "open 1" -> open(words.get(1));
      case "list 0" -> list();
      case "look 1" -> look(HexFormat.of().parseHex(words.get(1)));
      case "read 3" ->
          read(
              HexFormat.of().parseHex(words.get(1)),
              Long.parseLong(words.get(2)),
              Integer.parseInt(words.get(3)));
      case "end 0" -> {
        close();
        yield line("done");
      }
      default -> throw new IOException("request: not known");
    };
  }

  private byte[] open(String bay) throws IOException {
    if (camera != null) {
      throw new IOException("open: again (expected: once a connection)");
    }
    camera = of(cameras.at(new BayNumber(Integer.parseInt(bay))));
    return line("done");
  }

  private static <S extends MtpSession> MtpCamera<S> of(MtpPort<S> port) {
    return new MtpCamera<>(port, VolumeLimits.STANDARD);
  }

  private byte[] list() throws IOException {
    MtpCamera.Listing listing = camera().list();
    StringBuilder answer = new StringBuilder();
    listing.files().forEach(file -> answer.append(text("file", file)).append('\n'));
    listing.others().forEach(file -> answer.append(text("other", file)).append('\n'));
    return line(answer + "done");
  }

  private byte[] look(byte[] rawPath) throws IOException {
    return line(text("file", camera().look(rawPath)) + "\ndone");
  }

  private static String text(String kind, MtpFile file) {
    return "%s %s %d %d %s"
        .formatted(
            kind,
            Integer.toUnsignedString(file.storage()),
            file.bytes(),
            file.modified().getEpochSecond(),
            HexFormat.of().formatHex(file.rawPath()));
  }

  private byte[] read(byte[] rawPath, long offset, int length) throws IOException {
    if (length > MAX_READ_BYTES) {
      throw new IOException("length: " + length + " (expected: <= " + MAX_READ_BYTES + ")");
    }
    byte[] bytes = camera().read(rawPath, offset, length);
    ByteArrayOutputStream answer = new ByteArrayOutputStream(bytes.length + Long.BYTES * 2);
    answer.writeBytes(line("data " + bytes.length));
    answer.writeBytes(bytes);
    return answer.toByteArray();
  }

  private MtpCamera<?> camera() throws IOException {
    MtpCamera<?> open = camera;
    if (open == null) {
      throw new IOException("no camera (expected: open BAY first)");
    }
    return open;
  }

  private static byte[] line(String text) {
    return (text + "\n").getBytes(StandardCharsets.US_ASCII);
  }

  private void close() throws IOException {
    MtpCamera<?> open = camera;
    if (open != null) {
      open.close();
    }
  }
}
