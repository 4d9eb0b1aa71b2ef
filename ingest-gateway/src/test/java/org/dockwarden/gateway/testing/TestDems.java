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

  public TestDems(Path folder) {
    this.bags = folder.resolve("dems");
    this.acknowledgements = folder.resolve("acknowledgements");
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
    try (Stream<Path> found = Files.list(bags.resolve(bag).resolve("data"))) {
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

  /** Any answer, appearing by rename (B-5). */
  public void answer(String bag, String json) throws IOException {
    Path draft = acknowledgements.resolve("." + bag);
    Files.writeString(draft, json);
    Files.move(draft, acknowledgements.resolve(bag + ".json"), StandardCopyOption.REPLACE_EXISTING);
  }
}
