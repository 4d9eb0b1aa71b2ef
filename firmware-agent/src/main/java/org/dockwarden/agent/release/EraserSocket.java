package org.dockwarden.agent.release;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dockwarden.agent.eraser.EraseAnswer;
import org.dockwarden.agent.eraser.EraseJson;
import org.dockwarden.agent.eraser.EraseRequest;
import org.dockwarden.dock.helper.HelperEnd;
import org.dockwarden.dock.helper.LocalStream;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.error.EvidenceException;

/**
 * The eraser as a service behind a Unix domain socket ({@code dockwarden-erase}, and beside it
 * {@code dockwarden-erase-mtp} for cameras that are no disks): a line {@code erase BAY}, the
 * request as JSON, the end of the stream; then a line for each file, and a last line {@code exit
 * CODE MESSAGE}, without which the answer is not complete.
 */
public final class EraserSocket implements EraserPort {
  /** Each is a JVM; the socket's unit takes twice as many, as one that has ended counts still. */
  private static final int AT_A_TIME = 2;

  private static final Pattern BAY = Pattern.compile("bay-([1-9][0-9]{0,2})");
  private static final Pattern MTP = Pattern.compile("mtp:([1-9][0-9]{0,2})");
  private static final String MTP_SOCKET = "erase-mtp.sock";

  private final Path socket;
  private final Path mountRoot;
  private final Semaphore places = new Semaphore(AT_A_TIME, true);

  /**
   * The eraser; whether it is there shows when it is asked.
   *
   * @param mountRoot folder of the volumes, each {@code bay-N}
   */
  public EraserSocket(Path socket, Path mountRoot) {
    this.socket = socket;
    this.mountRoot = mountRoot;
  }

  @Override
  public Erasure erase(EraseRequest request) throws IOException, InterruptedException {
    byte[] bytes = encode(request);
    List<EraseAnswer> answers = new ArrayList<>();
    String trouble = exchange(bytes, request, answers);
    if (answers.isEmpty() && !trouble.isEmpty()) {
      throw failed(trouble);
    }
    return new Erasure(answers, Optional.of(trouble).filter(what -> !what.isEmpty()));
  }

  /** Adds the answers; what went wrong, or nothing. */
  private String exchange(byte[] bytes, EraseRequest request, List<EraseAnswer> answers)
      throws InterruptedException {
    places.acquire();
    try (LocalStream stream =
        LocalStream.connect(socketFor(request), EraserProcess.timeout(request))) {
      stream.send(bytes);
      HelperEnd end = read(stream, answers, request.files().size());
      return end.exitCode() == 0 ? "" : "exit " + end.exitCode() + " " + end.message();
    } catch (InterruptedIOException e) {
      Thread.interrupted(); // Told by the exception from here on.
      throw (InterruptedException) new InterruptedException("interrupted").initCause(e);
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    } finally {
      places.release();
    }
  }

  private Path socketFor(EraseRequest request) {
    return MTP.matcher(request.volume().toString()).matches()
        ? socket.resolveSibling(MTP_SOCKET)
        : socket;
  }

  private String bay(Path volume) throws IOException {
    Matcher mtp = MTP.matcher(volume.toString());
    if (mtp.matches()) {
      return mtp.group(1);
    }
    Matcher bay = BAY.matcher(String.valueOf(volume.getFileName()));
    if (!bay.matches() || !mountRoot.equals(volume.getParent())) {
      throw failed(volume + " (expected: " + mountRoot + "/bay-N)");
    }
    return bay.group(1);
  }

  private byte[] encode(EraseRequest request) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(("erase " + bay(request.volume()) + "\n").getBytes(StandardCharsets.US_ASCII));
    bytes.writeBytes(EraseJson.encode(request));
    return bytes.toByteArray();
  }

  private static HelperEnd read(LocalStream stream, List<EraseAnswer> answers, int most)
      throws IOException {
    Optional<byte[]> line = stream.line(EraseJson.MAX_ANSWER_BYTES);
    while (line.isPresent()) {
      Optional<HelperEnd> end = HelperEnd.parse(line.get());
      if (end.isPresent()) {
        return end.get();
      }
      if (answers.size() == most) {
        throw new IOException("more answers than files");
      }
      answers.add(EraseJson.decodeAnswer(line.get()));
      line = stream.line(EraseJson.MAX_ANSWER_BYTES);
    }
    throw new IOException("the answer broke off (expected: a last line exit CODE)");
  }

  private static EvidenceException failed(String what) {
    return new EvidenceException(ErrorCode.RELEASE_FAILED, "eraser: " + what);
  }
}
