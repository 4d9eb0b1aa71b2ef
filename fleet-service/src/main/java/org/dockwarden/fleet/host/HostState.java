package org.dockwarden.fleet.host;

import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a host says of itself, retained with QoS 1, and by its will when it cannot any more. The
 * birth has the timestamp of the will of the same connection
 * (tck-id-host-topic-phid-birth-payload-timestamp).
 */
public record HostState(String host, long timestamp) {
  private static final Pattern FORM =
      Pattern.compile(
          "\\s*\\{\\s*\"online\"\\s*:\\s*(true|false)\\s*,"
              + "\\s*\"timestamp\"\\s*:\\s*(\\d{1,15})\\s*}\\s*");

  /** Most bytes of a state that is read. */
  private static final int MAX_BYTES = 256;

  public String topic() {
    return "spBv1.0/STATE/" + host;
  }

  public byte[] online() {
    return text(true, timestamp);
  }

  /** As the will. */
  public byte[] offline() {
    return text(false, timestamp);
  }

  /** On the way out: the time of the leaving, never before that of the birth. */
  public byte[] leaving(long now) {
    return text(false, Math.max(now, timestamp));
  }

  /** Whether somebody, perhaps our own earlier connection's will, says that we are not there. */
  public static boolean saysOnline(byte[] payload) {
    Matcher form = FORM.matcher(head(payload));
    return form.matches() && form.group(1).equals("true");
  }

  /** The timestamp of a state; empty where it is none. */
  public static OptionalLong timestampOf(byte[] payload) {
    Matcher form = FORM.matcher(head(payload));
    return form.matches() ? OptionalLong.of(Long.parseLong(form.group(2))) : OptionalLong.empty();
  }

  private static String head(byte[] payload) {
    int length = Math.min(payload.length, MAX_BYTES);
    return new String(payload, 0, length, StandardCharsets.UTF_8);
  }

  private static byte[] text(boolean online, long timestamp) {
    return ("{\"online\":" + online + ",\"timestamp\":" + timestamp + "}")
        .getBytes(StandardCharsets.UTF_8);
  }
}
