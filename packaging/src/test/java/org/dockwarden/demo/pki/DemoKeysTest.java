package org.dockwarden.demo.pki;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.dockwarden.evidence.age.X25519Identity;
import org.dockwarden.evidence.age.X25519Recipient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DemoKeysTest {
  @TempDir private Path data;

  @Test
  void onlyTheOwnerReadsAnyOfTheFiles() throws IOException {
    Path keys = data.resolve("keys");
    DemoKeys.in(keys);

    assertEquals("rwx------", permissions(keys));
    for (Path file : files(keys)) {
      assertEquals("rw-------", permissions(file), file.toString());
    }
  }

  @Test
  void keysAreKeptWhenTheFolderIsUsedAgain() throws IOException {
    Path keys = data.resolve("keys");
    DemoKeys.in(keys);
    byte[] first = Files.readAllBytes(keys.resolve("dock.key"));
    DemoKeys.in(keys);

    assertArrayEquals(first, Files.readAllBytes(keys.resolve("dock.key")));
  }

  @Test
  void halfASetIsMadeAnewAsAWhole() throws IOException {
    Path keys = data.resolve("keys");
    DemoKeys.in(keys);
    String authority = Files.readString(keys.resolve("dock-ca.pem"));
    Files.delete(keys.resolve("complete"));
    DemoKeys.in(keys);

    assertFalse(Files.readString(keys.resolve("dock-ca.pem")).equals(authority));
  }

  @Test
  void recipientBelongsToTheEvidenceIdentity() throws IOException {
    Path keys = data.resolve("keys");
    DemoKeys.in(keys);

    List<X25519Identity> identities =
        X25519Identity.parseFile(Files.readString(keys.resolve("evidence.key")));
    X25519Recipient recipient =
        X25519Recipient.parse(Files.readString(keys.resolve("recipients.txt")).strip());
    assertEquals(recipient.toString(), identities.getFirst().recipient().toString());
  }

  private static String permissions(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}
