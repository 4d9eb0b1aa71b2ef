package org.dockwarden.gateway.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.dockwarden.evidence.identity.Digest;

/** A DEMS that answers when it is told to. */
public final class TestDems {
  private final Path bags;
  private final Path acknowledgements;
  private final Path taken;

  public TestDems(Path folder) {
    this.bags = folder.resolve("dems");
    this.acknowledgements = folder.resolve("acknowledgements");
    this.taken = folder.resolve("taken");
  }

  /** Names of the bags that have appeared. */
  public List<String> bags() throws IOException {
    try (Stream<Path> found = Files.list(bags)) {
      return found
          .map(bag -> bag.getFileName().toString())
          .filter(name -> !name.startsWith("."))
          .sorted()
          .toList();
    }
  }

  public Path bag(String name) {
    return bags.resolve(name);
  }

  public byte[] payload(String bag) throws IOException {
    return payload(bags.resolve(bag));
  }

  /** The one payload file of a bag, wherever it lies. */
  public static byte[] payload(Path bag) throws IOException {
    try (Stream<Path> found = Files.list(bag.resolve("data"))) {
      return Files.readAllBytes(found.findFirst().orElseThrow());
    }
  }

  /** Accepts with the digest of what really lies there. */
  public void accept(String bag) throws IOException {
    answer(
        bag,
        """
        {"bag": "%s", "sha256": "%s", "status": "accepted", "reference": "DEMS-1",
         "at": "2026-11-21T21:00:00.000Z"}
        """
            .formatted(bag, Digest.compute(payload(bag))));
  }

  /** Accepts, and takes the bag away at once, as a DEMS does that empties its hot folder. */
  public void take(String bag) throws IOException {
    accept(bag);
    Files.createDirectories(taken);
    Files.move(bags.resolve(bag), taken.resolve(takenBags().size() + "-" + bag));
  }

  /** Every bag that was taken away, in order; the same again counts again. */
  public List<Path> takenBags() throws IOException {
    if (!Files.exists(taken)) {
      return List.of();
    }
    try (Stream<Path> found = Files.list(taken)) {
      return found.sorted().toList();
    }
  }

  /** Any answer, appearing by rename (B-5). */
  public void answer(String bag, String json) throws IOException {
    Path draft = acknowledgements.resolve("." + bag);
    Files.writeString(draft, json);
    Files.move(draft, acknowledgements.resolve(bag + ".json"), StandardCopyOption.REPLACE_EXISTING);
  }
}
