package org.dockwarden.dock.linux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.dockwarden.dock.sysfs.BlockDevice;
import org.dockwarden.dock.sysfs.UsbDevice;

/**
 * Whether the kernel is done with a disk. It shows a disk in sysfs, then looks for partitions, and
 * announces both only then; udev notes a disk that was announced. Before that a disk with two
 * partitions looks like one with none, or with one.
 */
final class DiskNotes {
  private final Path blocks;
  private final Path notes;

  DiskNotes(Path sysfs, Path notes) {
    this.blocks = sysfs.resolve("class/block");
    this.notes = notes;
  }

  /** Whether every disk of the device was announced; where there is no udev, nobody can tell. */
  boolean areComplete(UsbDevice device) throws IOException {
    if (Files.notExists(notes)) {
      return true;
    }
    for (BlockDevice disk : device.disks()) {
      if (!isNoted(disk)) {
        return false;
      }
    }
    return true;
  }

  private boolean isNoted(BlockDevice disk) throws IOException {
    try {
      String numbers = Files.readString(blocks.resolve(disk.name()).resolve("dev")).strip();
      return Files.exists(notes.resolve("b" + numbers));
    } catch (NoSuchFileException e) {
      return false; // It is leaving.
    }
  }
}
