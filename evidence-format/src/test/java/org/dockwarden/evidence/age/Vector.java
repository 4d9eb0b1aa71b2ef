package org.dockwarden.evidence.age;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A line of {@code spec/vectors/age/index.tsv}.
 *
 * @param name the file
 * @param expected SHA-256 of the original, or the error code
 */
record Vector(String name, String expected) {
  static final Path FOLDER = Path.of("..", "spec", "vectors", "age");
  private static final Path INDEX = FOLDER.resolve("index.tsv");
  private static final String FAULTS = "faults/";

  static List<Vector> all() throws IOException {
    return Files.readAllLines(INDEX).stream()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split("\t", -1))
        .map(fields -> new Vector(fields[0], fields[1]))
        .toList();
  }

  static Vector of(Fault fault) {
    return new Vector(FAULTS + fault.name() + ".age", fault.code().code());
  }

  boolean opens() {
    return !expected.startsWith("age-");
  }

  byte[] sealed() throws IOException {
    return Files.readAllBytes(FOLDER.resolve(name));
  }

  @Override
  public String toString() {
    return name;
  }

  /** Writes the faults, and their lines of the index, into the folder anew. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    Files.createDirectories(folder.resolve(FAULTS));
    List<String> lines = new ArrayList<>();
    Path index = folder.resolve("index.tsv");
    for (String line : Files.readAllLines(index)) {
      if (!line.startsWith(FAULTS)) {
        lines.add(line);
      }
    }
    for (Fault fault : Fault.all()) {
      Vector vector = of(fault);
      Files.write(folder.resolve(vector.name), fault.sealed());
      lines.add(vector.name + "\t" + vector.expected);
    }
    Files.write(index, lines);
  }
}
