package org.dockwarden.demo;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.dockwarden.demo.CameraContents.CameraFile;
import org.dockwarden.evidence.manifest.ManifestJson;
import org.dockwarden.evidence.manifest.OriginalFile;

/** The bags in the DEMS folder, by what they hold. */
final class DeliveredBags {
  private final Map<CameraFile, Path> bags;

  private DeliveredBags(Map<CameraFile, Path> bags) {
    this.bags = bags;
  }

  /** Reads the manifest of every bag that has an answer of the DEMS. */
  static DeliveredBags read(DemoFolder folder) throws IOException {
    Map<CameraFile, Path> bags = new HashMap<>();
    try (DirectoryStream<Path> answers =
        Files.newDirectoryStream(folder.acknowledgements(), "[!.]*.json")) {
      for (Path answer : answers) {
        String name = answer.getFileName().toString();
        Path bag = folder.dems().resolve(name.substring(0, name.length() - ".json".length()));
        byte[] manifest = Files.readAllBytes(bag.resolve("dockwarden/manifest.json"));
        OriginalFile file = ManifestJson.decode(manifest).file();
        bags.put(new CameraFile(file.path(), file.bytes(), file.digest()), bag);
      }
    }
    return new DeliveredBags(bags);
  }

  /** The bag of this file of this content. */
  Optional<Path> bagOf(CameraFile file) {
    return Optional.ofNullable(bags.get(file));
  }

  Collection<Path> all() {
    return bags.values();
  }
}
