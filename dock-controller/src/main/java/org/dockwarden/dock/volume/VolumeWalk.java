package org.dockwarden.dock.volume;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.dockwarden.dock.bay.BayException;
import org.dockwarden.dock.bay.BayReason;
import org.dockwarden.dock.camera.SkippedEntry;
import org.dockwarden.dock.camera.VolumeFile;

/**
 * One pass over all folders of a volume. Either every entry is reported, or it fails: with {@code
 * too-many-files} beyond the limit, with {@code volume-damaged} for folders that are too deep, that
 * contain themselves (a damaged FAT can) or that belong to another file system.
 */
final class VolumeWalk {
  private final VolumeLimits limits;
  private final Consumer<VolumeFile> found;
  private final Consumer<SkippedEntry> skipped;
  private final Checkpoint checkpoint;
  private final Set<FileKey> above = new HashSet<>();
  private int entryCount;

  /** Asked before every folder; throws when the camera has left. */
  @FunctionalInterface
  interface Checkpoint {
    void pass() throws IOException;
  }

  VolumeWalk(
      VolumeLimits limits,
      Consumer<VolumeFile> found,
      Consumer<SkippedEntry> skipped,
      Checkpoint checkpoint) {
    this.limits = limits;
    this.found = found;
    this.skipped = skipped;
    this.checkpoint = checkpoint;
  }

  void walk(SecureDirectoryStream<Path> top) throws IOException {
    FileKey key = FileKey.of(FolderVolume.attributes(top, Path.of(".")));
    above.add(key);
    walk(top, new byte[0], 0, key.device());
  }

  private void walk(SecureDirectoryStream<Path> folder, byte[] path, int depth, long device)
      throws IOException {
    checkpoint.pass();
    try {
      for (Path entry : folder) {
        byte[] name = RawName.bytesOf(lastOf(entry));
        visit(folder, name, joined(path, name), depth, device);
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  private void visit(
      SecureDirectoryStream<Path> folder, byte[] name, byte[] path, int depth, long device)
      throws IOException {
    if (++entryCount > limits.files()) {
      throw new BayException(
          BayReason.TOO_MANY_FILES,
          "volume: more than %d entries (expected: <= %d)"
              .formatted(limits.files(), limits.files()));
    }
    BasicFileAttributes attributes;
    try {
      attributes = FolderVolume.attributes(folder, RawName.of(name));
    } catch (NoSuchFileException e) {
      skipped.accept(new SkippedEntry(path, SkippedEntry.Kind.VANISHED));
      return;
    }
    if (attributes.isRegularFile()) {
      found.accept(FolderVolume.fileOf(path, attributes));
    } else if (attributes.isDirectory()) {
      descend(folder, name, path, depth, device, FileKey.of(attributes));
    } else {
      skipped.accept(
          new SkippedEntry(
              path,
              attributes.isSymbolicLink()
                  ? SkippedEntry.Kind.SYMBOLIC_LINK
                  : SkippedEntry.Kind.SPECIAL));
    }
  }

  private void descend(
      SecureDirectoryStream<Path> folder,
      byte[] name,
      byte[] path,
      int depth,
      long device,
      FileKey key)
      throws IOException {
    if (depth + 1 > limits.depth()) {
      throw damaged("folders deeper than " + limits.depth());
    }
    if (key.device() != device) {
      throw damaged("a folder of another file system");
    }
    if (!above.add(key)) {
      throw damaged("a folder that contains itself");
    }
    try (SecureDirectoryStream<Path> next = FolderVolume.folder(folder, RawName.of(name))) {
      walk(next, path, depth + 1, device);
    }
    above.remove(key);
  }

  private static BayException damaged(String what) {
    return new BayException(BayReason.VOLUME_DAMAGED, "volume: " + what);
  }

  private static Path lastOf(Path entry) {
    Path name = entry.getFileName();
    return name == null ? entry : name;
  }

  private static byte[] joined(byte[] path, byte[] name) {
    if (path.length == 0) {
      return name;
    }
    byte[] joined = Arrays.copyOf(path, path.length + 1 + name.length);
    joined[path.length] = '/';
    System.arraycopy(name, 0, joined, path.length + 1, name.length);
    return joined;
  }
}
