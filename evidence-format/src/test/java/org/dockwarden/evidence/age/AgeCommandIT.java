package org.dockwarden.evidence.age;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Debian's {@code age} and {@code age-keygen} on the other side. */
class AgeCommandIT {
  static final List<Integer> BOUNDARIES = Samples.BOUNDARIES;

  /** A limit of ours, and a rule that age enforces only since version 1.2. */
  private static final Set<String> AGE_TAKES =
      Set.of("faults/header-too-large.age", "faults/scrypt-not-alone.age");

  @TempDir private Path folder;

  static List<Vector> faults() throws IOException {
    return Vector.all().stream().filter(vector -> !vector.opens()).toList();
  }

  @ParameterizedTest
  @FieldSource("BOUNDARIES")
  void opensWhatWeSeal(int originalBytes) throws Exception {
    byte[] original = SeededRandom.bytes(originalBytes, originalBytes);
    for (int recipients : new int[] {1, 3}) {
      Path sealed = Files.write(folder.resolve("sealed"), Samples.seal(original, recipients));
      for (X25519Identity identity : Samples.IDENTITIES.subList(0, recipients)) {
        Path key = Files.writeString(folder.resolve("key"), identity.encode() + "\n");
        assertEquals(0, run("age", "-d", "-i", key, sealed));
        assertArrayEquals(original, Files.readAllBytes(folder.resolve("output")));
      }
    }
  }

  @ParameterizedTest
  @FieldSource("BOUNDARIES")
  void sealsWhatWeOpen(int originalBytes) throws Exception {
    byte[] bytes = SeededRandom.bytes(originalBytes, originalBytes);
    Path original = Files.write(folder.resolve("original"), bytes);
    for (int recipients : new int[] {1, 3}) {
      Path sealed = folder.resolve("sealed");
      List<Object> command = new ArrayList<>(List.of("age", "-o", sealed));
      for (X25519Recipient recipient : Samples.recipients(recipients)) {
        command.addAll(List.of("-r", recipient));
      }
      command.add(original);
      assertEquals(0, run(command.toArray()));
      for (AgeReader reader : AgeReader.values()) {
        assertArrayEquals(bytes, reader.open(Samples.OPENER, Files.readAllBytes(sealed)));
      }
      try (SeekableByteChannel opened = Samples.OPENER.open(FileChannel.open(sealed))) {
        assertArrayEquals(bytes, Channels.newInputStream(opened).readAllBytes());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("faults")
  void refusesWhatWeRefuse(Vector vector) throws Exception {
    Path sealed = Vector.FOLDER.resolve(vector.name());
    Path keys = Vector.FOLDER.resolve("identities.txt");
    int status = run("age", "-d", "-i", keys, sealed);
    if (AGE_TAKES.contains(vector.name())) {
      assertEquals(0, status);
    } else {
      assertNotEquals(0, status);
    }
  }

  @Test
  void agreesAboutKeys() throws Exception {
    Path key = folder.resolve("key");
    assertEquals(0, run("age-keygen", "-o", key));
    X25519Identity identity = X25519Identity.parseFile(Files.readString(key)).getFirst();
    assertTrue(Files.readString(key).contains("# public key: " + identity.recipient() + "\n"));
    Path ours = folder.resolve("ours");
    Files.writeString(ours, Samples.STRANGER.encode() + "\n");
    Path recipient = folder.resolve("recipient");
    assertEquals(0, run("age-keygen", "-y", "-o", recipient, ours));
    assertEquals(Samples.STRANGER.recipient() + "\n", Files.readString(recipient));
  }

  /** Runs the command with its standard output into the file "output"; returns its exit status. */
  private int run(Object... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(List.of(command).stream().map(Object::toString).toList())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .redirectOutput(folder.resolve("output").toFile())
            .start();
    process.getOutputStream().close();
    assertTrue(process.waitFor(60, TimeUnit.SECONDS), "age: runs for more than 60 s");
    return process.exitValue();
  }
}
