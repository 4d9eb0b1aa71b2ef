package org.dockwarden.system.volumes;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.dockwarden.system.fixture.Footage;

/** An exFAT card; {@link ExfatReader} reads it without any mount. */
final class ExfatImage implements CardImage {
  private final Path image;

  private ExfatImage(Path image) {
    this.image = image;
  }

  /** Makes an empty card of this size. */
  static ExfatImage make(Path image, long bytes) throws IOException, InterruptedException {
    try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
      file.setLength(bytes);
    }
    Tool.run("mkfs.exfat", image.toString());
    return new ExfatImage(image);
  }

  @Override
  public String kind() {
    return "exFAT";
  }

  @Override
  public Path file() {
    return image;
  }

  @Override
  public NavigableMap<String, String> digests() throws IOException {
    NavigableMap<String, String> digests = new TreeMap<>();
    try (ExfatReader reader = new ExfatReader(image)) {
      for (ExfatReader.Entry file : reader.files()) {
        digests.put(file.path(), Footage.sha256(reader.open(file)));
      }
    }
    return digests;
  }

  @Override
  public int pieces(String path) throws IOException {
    try (ExfatReader reader = new ExfatReader(image)) {
      for (ExfatReader.Entry file : reader.files()) {
        if (file.path().equals(path)) {
          return reader.pieces(file);
        }
      }
    }
    throw new IOException("not on the card: " + path);
  }

  @Override
  public void check() throws IOException, InterruptedException {
    Tool.run("fsck.exfat", "-n", image.toString());
  }

  @Override
  public Mount mount(Path folder) throws IOException, InterruptedException {
    String fuse = "mount.exfat-fuse";
    Mount.Attempt attempt =
        Mount.firstThatWorks(
            List.of(
                () -> Mount.byKernel("exfat", image, folder),
                () -> Mount.byFuseOnLoop("exfat-fuse", image, folder, fuse),
                () ->
                    Mount.byFuse("exfat-fuse", folder, fuse, image.toString(), folder.toString())));
    return switch (attempt) {
      case Mount.Attempt.Mounted(Mount mount) -> mount;
      case Mount.Attempt.Failed(String why) -> throw new IOException("exFAT: " + why);
    };
  }
}
