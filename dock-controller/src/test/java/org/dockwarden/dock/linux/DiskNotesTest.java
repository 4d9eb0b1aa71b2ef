package org.dockwarden.dock.linux;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dockwarden.dock.sysfs.FakeSysfs;
import org.dockwarden.dock.sysfs.SysfsScanner;
import org.dockwarden.dock.sysfs.UsbDevice;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DiskNotesTest {
  @TempDir private Path temp;
  private UsbDevice camera;
  private DiskNotes notes;

  @BeforeEach
  void plugs() throws IOException {
    FakeSysfs sysfs = new FakeSysfs(temp.resolve("sys"));
    sysfs.plugCamera("1-4", "BW-1", "sdb");
    camera = new SysfsScanner(sysfs.root()).scan().getFirst();
    notes = new DiskNotes(sysfs.root(), temp.resolve("udev"));
  }

  private void numbers(String text) throws IOException {
    Path disk = Files.createDirectories(temp.resolve("sys/class/block/sdb"));
    Files.writeString(disk.resolve("dev"), text + "\n");
  }

  @Test
  void waitsForNothingWhereThereIsNoUdev() throws IOException {
    numbers("8:16");

    assertTrue(notes.areComplete(camera));
  }

  @Test
  void isCompleteOnceUdevHasNotedTheDisk() throws IOException {
    numbers("8:16");
    Path folder = Files.createDirectories(temp.resolve("udev"));
    Files.createFile(folder.resolve("b8:0"));
    assertFalse(notes.areComplete(camera));

    Files.createFile(folder.resolve("b8:16"));
    assertTrue(notes.areComplete(camera));
  }

  @Test
  void isNotCompleteWhileTheDiskLeaves() throws IOException {
    Files.createDirectories(temp.resolve("udev"));

    assertFalse(notes.areComplete(camera));
  }
}
