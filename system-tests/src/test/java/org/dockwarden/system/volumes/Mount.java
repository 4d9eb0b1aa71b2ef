package org.dockwarden.system.volumes;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A mounted card. Closing it unmounts and frees the loop device, or fails loudly. */
final class Mount implements AutoCloseable {
  private final Path root;
  private final String means;
  private final List<List<String>> undo;

  private Mount(Path root, String means, List<List<String>> undo) {
    this.root = root;
    this.means = means;
    this.undo = undo;
  }

  /** A folder that holds a copy instead of a mount, where nothing can be mounted. */
  static Mount copyIn(Path folder, String means) {
    return new Mount(folder, means, List.of());
  }

  /** Whether it is only a copy: what is erased there stays on the card. */
  boolean isCopy() {
    return undo.isEmpty();
  }

  Path root() {
    return root;
  }

  /** Which way was used, for the report. */
  String means() {
    return means;
  }

  /** One way to mount. */
  @FunctionalInterface
  interface Way {
    Attempt attempt() throws IOException, InterruptedException;
  }

  /** Tries each way in turn; when none works, says why for each. */
  static Attempt firstThatWorks(List<Way> ways) throws IOException, InterruptedException {
    List<String> failures = new ArrayList<>();
    for (Way way : ways) {
      switch (way.attempt()) {
        case Attempt.Mounted mounted -> {
          return mounted;
        }
        case Attempt.Failed(String why) -> failures.add(why);
      }
    }
    return new Attempt.Failed(String.join("; ", failures));
  }

  /** The kernel's own file system through a loop device. */
  static Attempt byKernel(String type, Path image, Path folder)
      throws IOException, InterruptedException {
    Files.createDirectories(folder);
    Tool.Outcome outcome =
        Tool.attempt(
            "mount", "-t", type, "-o", "loop,noatime", image.toString(), folder.toString());
    return outcome.code() == 0
        ? new Attempt.Mounted(
            new Mount(folder, "kernel " + type, List.of(List.of("umount", folder.toString()))))
        : new Attempt.Failed("kernel " + type + ": " + outcome.output().strip());
  }

  /** A FUSE file system that takes the image file itself. */
  static Attempt byFuse(String program, Path folder, String... command)
      throws IOException, InterruptedException {
    Files.createDirectories(folder);
    Tool.Outcome outcome = Tool.attempt(command);
    return outcome.code() == 0 && isMounted(folder)
        ? new Attempt.Mounted(
            new Mount(
                folder, "FUSE " + program, List.of(List.of("fusermount", "-u", folder.toString()))))
        : new Attempt.Failed("FUSE " + program + ": " + outcome.output().strip());
  }

  /** A FUSE file system that wants a block device, as exfat-fuse does for root. */
  static Attempt byFuseOnLoop(String program, Path image, Path folder, String... command)
      throws IOException, InterruptedException {
    Files.createDirectories(folder);
    Tool.Outcome loop = Tool.attempt("losetup", "--find", "--show", image.toString());
    if (loop.code() != 0) {
      return new Attempt.Failed("loop device: " + loop.output().strip());
    }
    String device = loop.output().strip();
    List<String> words = new ArrayList<>(List.of(command));
    words.add(device);
    words.add(folder.toString());
    Tool.Outcome outcome = Tool.attempt(words.toArray(String[]::new));
    if (outcome.code() != 0 || !isMounted(folder)) {
      Tool.run("losetup", "--detach", device);
      return new Attempt.Failed("FUSE " + program + ": " + outcome.output().strip());
    }
    return new Attempt.Mounted(
        new Mount(
            folder,
            "FUSE " + program + " on a loop device",
            List.of(List.of("umount", folder.toString()), List.of("losetup", "--detach", device))));
  }

  /**
   * The same way, if the last byte of each file can be read through it; a driver with 32-bit
   * offsets mounts, lists and then fails in the middle of a large file.
   */
  static Attempt readableToTheEnd(Attempt attempt) throws IOException {
    if (!(attempt instanceof Attempt.Mounted(Mount mount))) {
      return attempt;
    }
    List<Path> files;
    try (Stream<Path> entries = Files.walk(mount.root)) {
      files = entries.filter(Files::isRegularFile).toList();
    }
    for (Path file : files) {
      long last = Files.size(file) - 1;
      String fault = last < 0 ? "" : faultAt(file, last);
      if (!fault.isEmpty()) {
        mount.close();
        return new Attempt.Failed(
            "%s cannot read byte %d of %s: %s"
                .formatted(mount.means, last, mount.root.relativize(file), fault));
      }
    }
    return attempt;
  }

  private static String faultAt(Path file, long offset) {
    try (SeekableByteChannel in = Files.newByteChannel(file)) {
      return in.position(offset).read(ByteBuffer.allocate(1)) == 1 ? "" : "end of file";
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    }
  }

  /** What came of trying one way. */
  sealed interface Attempt {
    record Mounted(Mount mount) implements Attempt {}

    record Failed(String why) implements Attempt {}
  }

  @Override
  public void close() throws IOException {
    try {
      for (List<String> command : undo) {
        Tool.run(command.toArray(String[]::new));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
    if (!undo.isEmpty() && isMounted(root)) {
      throw new IOException("still mounted: " + root);
    }
  }

  private static boolean isMounted(Path folder) throws IOException {
    String path = folder.toRealPath().toString().replace(" ", "\\040");
    return Files.readAllLines(Path.of("/proc/self/mounts")).stream()
        .anyMatch(line -> line.contains(" " + path + " "));
  }
}
