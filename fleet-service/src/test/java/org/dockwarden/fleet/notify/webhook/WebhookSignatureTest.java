package org.dockwarden.fleet.notify.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import org.dockwarden.evidence.pki.SecretFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WebhookSignatureTest {
  /** The example that the reference libraries of Standard Webhooks test themselves with. */
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
  private static final Instant AT = Instant.ofEpochSecond(1614265330);
  private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);
  private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

  @TempDir private Path folder;

  @Test
  void signsAsTheReferenceLibraries() throws Exception {
    assertEquals(SIGNATURE, WebhookSignature.of(secrets(SECRET), ID, AT, BODY));
  }

  @Test
  void signsWithBothSecretsWhileOneIsBeingChanged() throws Exception {
    String fresh = "whsec_" + "C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
    String header = WebhookSignature.of(secrets(fresh + "\n" + SECRET + "\n"), ID, AT, BODY);
    String[] signatures = header.split(" ", -1);
    assertEquals(2, signatures.length);
    assertEquals(SIGNATURE, signatures[1]);
    assertFalse(signatures[0].equals(SIGNATURE));
  }

  @Test
  void refusesWhatIsNoSecretAndDoesNotShowIt() throws Exception {
    String much = "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo=".repeat(4);
    for (String text :
        List.of("", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_*", "whsec_QUJD", "whsec_" + much)) {
      IOException e = assertThrows(IOException.class, () -> secrets(text), text);
      assertTrue(e.getCause() == null && !e.toString().contains("MfKQ"), e.toString());
    }
    assertEquals("1 webhook secrets", secrets(SECRET).toString());
  }

  @Test
  void refusesAFileThatOthersMayRead() throws Exception {
    Path file = SecretFile.write(folder.resolve("open"), SECRET);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    IOException e = assertThrows(IOException.class, () -> WebhookSecrets.read(file));
    assertTrue(e.toString().contains("rw-r-----"), e.toString());
  }

  private WebhookSecrets secrets(String text) throws IOException {
    return WebhookSecrets.read(SecretFile.write(folder.resolve("secret"), text));
  }
}
