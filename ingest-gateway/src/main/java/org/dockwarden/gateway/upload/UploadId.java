package org.dockwarden.gateway.upload;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/** The name of an upload: 128 random bits as 32 lower-case hexadecimal digits. */
public record UploadId(String hex) {
  private static final int BYTES = 16;
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{32}");

  public UploadId {
    if (!FORM.matcher(hex).matches()) {
      throw new IllegalArgumentException("upload: (expected: 32 lower-case hexadecimal digits)");
    }
  }

  /** A fresh name. */
  public static UploadId random(SecureRandom random) {
    byte[] raw = new byte[BYTES];
    random.nextBytes(raw);
    return new UploadId(HexFormat.of().formatHex(raw));
  }

  /** The upload with this name, if the text can be one. */
  public static Optional<UploadId> parse(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new UploadId(text)) : Optional.empty();
  }

  @Override
  public String toString() {
    return hex;
  }
}
