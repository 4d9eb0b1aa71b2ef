package org.dockwarden.evidence.identity;

import java.util.regex.Pattern;

/**
 * A camera as USB shows it: vendor id, product id (four lower-case hexadecimal digits each) and
 * serial. The serial keeps every character of printable ASCII but the percent sign; everything else
 * arrives percent-encoded ({@link #of}). Text form: {@code vendor:product:serial}.
 */
public record CameraId(String vendorId, String productId, String serial) {
  /**
   * A USB string descriptor holds at most 126 UTF-16 units (USB 2.0, 9.6.7); encoded 9 for each.
   */
  private static final int MAX_SERIAL_LENGTH = 126 * 9;

  private static final Pattern USB_ID = Pattern.compile("[0-9a-f]{4}");

  /** Printable ASCII but the percent sign; escapes of exactly the other bytes, so one form each. */
  private static final Pattern SERIAL =
      Pattern.compile("(?:[ -$&-~]|%(?:[01][0-9A-F]|25|7F|[89A-F][0-9A-F]))+");

  public CameraId {
    if (!USB_ID.matcher(vendorId).matches() || !USB_ID.matcher(productId).matches()) {
      throw new IllegalArgumentException(
          "camera: %s:%s (expected: four hexadecimal digits each)"
              .formatted(Text.printable(vendorId), Text.printable(productId)));
    }
    if (serial.length() > MAX_SERIAL_LENGTH || !SERIAL.matcher(serial).matches()) {
      throw new IllegalArgumentException(
          "camera serial: "
              + Text.printable(serial)
              + " (expected: printable, percent-encoded where not)");
    }
  }

  /** The camera with this serial as it was read, encoded where it has to be. */
  public static CameraId of(String vendorId, String productId, String rawSerial) {
    return new CameraId(vendorId, productId, PercentEncoding.encode(rawSerial));
  }

  /** Reads the text form. */
  public static CameraId parse(String text) {
    String[] parts = text.split(":", 3);
    if (parts.length != 3) {
      throw new IllegalArgumentException(
          "camera: " + Text.printable(text) + " (expected: vendor:product:serial)");
    }
    return new CameraId(parts[0], parts[1], parts[2]);
  }

  @Override
  public String toString() {
    return vendorId + ":" + productId + ":" + serial;
  }
}
