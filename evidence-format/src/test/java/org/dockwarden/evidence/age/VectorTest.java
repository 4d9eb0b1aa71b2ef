package org.dockwarden.evidence.age;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dockwarden.evidence.error.EvidenceException;
import org.dockwarden.evidence.identity.Digest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The vectors of {@code spec/vectors/age}, through our readers and through Jagged. */
class VectorTest {
  /** What Jagged 1.0.0 takes although the specification refuses it. */
  private static final Set<String> JAGGED_TAKES =
      Set.of(
          "faults/stanza-no-argument.age",
          "faults/stanza-two-spaces.age",
          "faults/stanza-control.age",
          "faults/scrypt-not-alone.age");

  static List<Vector> vectors() throws IOException {
    return Vector.all();
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void everyReaderSaysWhatTheIndexSays(Vector vector) throws IOException {
    byte[] sealed = vector.sealed();
    for (ChunkCipher cipher : List.of(ChunkCiphers.conscrypt().orElseThrow(), ChunkCiphers.jdk())) {
      Opener opener = Opener.with(List.of(Samples.IDENTITY), cipher);
      for (AgeReader reader : AgeReader.values()) {
        assertEquals(vector.expected(), outcome(reader, opener, sealed), reader + " " + cipher);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void jaggedAgrees(Vector vector) throws IOException, GeneralSecurityException {
    if (vector.opens()) {
      byte[] original = Jagged.open(vector.sealed(), Samples.IDENTITY);
      assertEquals(vector.expected(), Digest.compute(original).hex());
    } else if (!JAGGED_TAKES.contains(vector.name())) {
      assertThrows(Exception.class, () -> Jagged.open(vector.sealed(), Samples.IDENTITY));
    }
  }

  @Test
  void faultsInTheFolderAreWhatIsForged() throws IOException {
    Set<String> forged = new TreeSet<>();
    for (Fault fault : Fault.all()) {
      Vector vector = Vector.of(fault);
      assertArrayEquals(fault.sealed(), vector.sealed(), vector.name());
      assertEquals(fault.code().code(), vector.expected());
      forged.add(vector.name());
    }
    Set<String> indexed =
        Vector.all().stream()
            .filter(vector -> !vector.opens())
            .map(Vector::name)
            .collect(Collectors.toSet());
    assertEquals(forged, indexed);
  }

  @Test
  void everyFileIsIndexed() throws IOException {
    Set<String> indexed = Vector.all().stream().map(Vector::name).collect(Collectors.toSet());
    try (Stream<Path> files = Files.walk(Vector.FOLDER)) {
      files
          .map(file -> Vector.FOLDER.relativize(file).toString())
          .filter(name -> name.endsWith(".age"))
          .filter(name -> !indexed.contains(name))
          .findAny()
          .ifPresent(name -> fail(name + " is not in the index"));
    }
  }

  private static String outcome(AgeReader reader, Opener opener, byte[] sealed) throws IOException {
    try {
      return Digest.compute(reader.open(opener, sealed)).hex();
    } catch (EvidenceException e) {
      return e.code().code();
    }
  }
}
