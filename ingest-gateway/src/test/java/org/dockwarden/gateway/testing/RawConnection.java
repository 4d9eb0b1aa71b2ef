package org.dockwarden.gateway.testing;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.cert.Certificate;
import javax.net.ssl.SSLSocket;
import org.dockwarden.evidence.pki.TestIdentity;

/** A connection over which a test says whatever it likes, inside real TLS. */
public final class RawConnection implements Closeable {
  private static final int PATIENCE_MILLIS = 20_000;
  private static final int MAX_HEAD_BYTES = 64 * 1024;

  private final SSLSocket socket;

  public RawConnection(
      TestIdentity identity, Certificate gatewayAuthority, InetSocketAddress gateway)
      throws IOException {
    socket =
        (SSLSocket)
            TestDock.context(identity, gatewayAuthority)
                .getSocketFactory()
                .createSocket("127.0.0.1", gateway.getPort());
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.startHandshake();
  }

  /** An answer's status and head, lower case; its body is {@code content-length} bytes. */
  public record Answer(int status, String head, String body) {}

  /** Sends text as it stands; line ends are CR LF, one byte a character. */
  public void send(String text) throws IOException {
    socket
        .getOutputStream()
        .write(text.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
  }

  /** Reads the next answer. */
  public Answer answer() throws IOException {
    String head = head();
    int status = Integer.parseInt(head.substring(9, 12));
    int at = head.indexOf("content-length: ");
    int length = at < 0 ? 0 : Integer.parseInt(head.substring(at + 16, head.indexOf('\r', at)));
    byte[] body = socket.getInputStream().readNBytes(length);
    return new Answer(status, head, new String(body, StandardCharsets.UTF_8));
  }

  private String head() throws IOException {
    StringBuilder head = new StringBuilder();
    InputStream in = socket.getInputStream();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0 || head.length() > MAX_HEAD_BYTES) {
        throw new IOException("no answer: " + head);
      }
      head.append((char) next);
    }
    return head.toString().toLowerCase(java.util.Locale.ROOT);
  }

  /** Whether the gateway ends the connection, without another answer. */
  public boolean isEnded() throws IOException {
    try {
      return socket.getInputStream().read() < 0;
    } catch (java.net.SocketTimeoutException e) {
      return false;
    } catch (java.net.SocketException e) {
      return true; // A reset is an end, too.
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
