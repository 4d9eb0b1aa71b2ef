package org.dockwarden.fleet.notify.webhook;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;
import org.dockwarden.fleet.notify.SecretFile;

/**
 * The secrets of a webhook: one, or while it is being changed the new one and the old one. Standard
 * Webhooks, "Signature scheme": {@code whsec_} and the base64 of 24 to 64 random bytes.
 */
public final class WebhookSecrets {
  private static final String PREFIX = "whsec_";
  private static final int MIN_BYTES = 24;
  private static final int MAX_BYTES = 64;
  private static final int MAX_SECRETS = 4;

  private final List<SecretKeySpec> keys;

  private WebhookSecrets(List<SecretKeySpec> keys) {
    this.keys = List.copyOf(keys);
  }

  /** Reads a file with a secret on each line. */
  public static WebhookSecrets read(Path file) throws IOException {
    List<String> lines = SecretFile.lines(file);
    if (lines.size() > MAX_SECRETS) {
      throw new IOException(
          "%s: %d secrets (expected: <= %d)".formatted(file, lines.size(), MAX_SECRETS));
    }
    List<SecretKeySpec> keys = new ArrayList<>();
    for (String line : lines) {
      keys.add(key(line, file));
    }
    return new WebhookSecrets(keys);
  }

  private static SecretKeySpec key(String line, Path file) throws IOException {
    IOException malformed =
        new IOException(
            "%s: not a secret (expected: %s and the base64 of %d to %d bytes)"
                .formatted(file, PREFIX, MIN_BYTES, MAX_BYTES));
    if (!line.startsWith(PREFIX)) {
      throw malformed;
    }
    try {
      byte[] key = Base64.getDecoder().decode(line.substring(PREFIX.length()));
      if (key.length < MIN_BYTES || key.length > MAX_BYTES) {
        throw malformed;
      }
      return new SecretKeySpec(key, WebhookSignature.ALGORITHM);
    } catch (IllegalArgumentException e) {
      throw malformed; // without the cause, which quotes the text
    }
  }

  List<SecretKeySpec> keys() {
    return keys;
  }

  @Override
  public String toString() {
    return keys.size() + " webhook secrets";
  }
}
