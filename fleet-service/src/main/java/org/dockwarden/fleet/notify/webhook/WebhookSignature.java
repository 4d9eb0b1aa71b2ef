package org.dockwarden.fleet.notify.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The header {@code webhook-signature}: one signature a secret, apart by spaces. */
final class WebhookSignature {
  static final String ALGORITHM = "HmacSHA256";

  private static final String VERSION = "v1,";

  private WebhookSignature() {}

  /** Signs {@code id.timestamp.body} (Standard Webhooks, "Signature scheme"). */
  static String of(WebhookSecrets secrets, String id, Instant at, byte[] body) {
    List<String> signatures = new ArrayList<>();
    for (SecretKeySpec key : secrets.keys()) {
      signatures.add(VERSION + Base64.getEncoder().encodeToString(mac(key, id, at, body)));
    }
    return String.join(" ", signatures);
  }

  private static byte[] mac(SecretKeySpec key, String id, Instant at, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update((id + "." + at.getEpochSecond() + ".").getBytes(StandardCharsets.UTF_8));
      return mac.doFinal(body);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(ALGORITHM + " (expected: in every Java platform)", e);
    }
  }
}
