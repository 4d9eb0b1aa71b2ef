package org.dockwarden.dock.volume;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.dockwarden.dock.bay.BayException;
import org.dockwarden.dock.bay.BayReason;
import org.dockwarden.dock.camera.CameraGoneException;
import org.dockwarden.dock.camera.SkippedEntry;
import org.dockwarden.dock.camera.VolumeFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderVolumeTest {
  private static final HexFormat HEX = HexFormat.of();

  @TempDir private Path temp;
  private Path root;

  @BeforeEach
  void makeRoot() throws IOException {
    root = Files.createDirectory(temp.resolve("volume"));
  }

  private FolderVolume limited(int files, int depth) throws IOException {
    return FolderVolume.open(root, "c1", Presence.ALWAYS, new VolumeLimits(files, depth), () -> {});
  }

  private static Map<String, VolumeFile> list(FolderVolume volume) throws IOException {
    Map<String, VolumeFile> files = new TreeMap<>();
    volume.list(
        file -> files.put(HEX.formatHex(file.rawPath()), file),
        skipped -> {
          throw new AssertionError(skipped);
        });
    return files;
  }

  private static String hex(String text) {
    return HEX.formatHex(text.getBytes(UTF_8));
  }

  private static String read(SeekableByteChannel channel) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(100);
    while (channel.read(buffer) > 0) {
      // Until the end.
    }
    return new String(buffer.array(), 0, buffer.position(), UTF_8);
  }

  @Test
  void listsEveryFileWithItsIdentity() throws IOException {
    Path clip = Files.createDirectories(root.resolve("DCIM/100")).resolve("a.mp4");
    Files.writeString(clip, "clip");
    Files.setLastModifiedTime(clip, FileTime.from(Instant.parse("2026-11-21T20:15:30Z")));
    Files.writeString(root.resolve("log.txt"), "");
    try (FolderVolume volume = FolderVolume.open(root, "c1")) {
      Map<String, VolumeFile> files = list(volume);
      assertEquals(2, files.size());
      VolumeFile file = Objects.requireNonNull(files.get(hex("DCIM/100/a.mp4")));
      assertEquals(4, file.bytes());
      assertEquals(Instant.parse("2026-11-21T20:15:30Z"), file.modified());
      assertEquals(Files.getAttribute(clip, "unix:ino"), file.inode());
      assertEquals(Files.getAttribute(clip, "unix:dev"), file.device());
      assertEquals(file, volume.look(file.rawPath()));
      try (SeekableByteChannel channel = volume.open(file.rawPath())) {
        assertEquals("clip", read(channel));
        assertThrows(
            NonWritableChannelException.class, () -> channel.write(ByteBuffer.allocate(1)));
        assertThrows(NonWritableChannelException.class, () -> channel.truncate(0));
      }
    }
  }

  @Test
  void keepsNamesThatAreNoText() throws IOException {
    byte[][] names = {
      {'a', '\n', 'b'},
      {(byte) 0xff, (byte) 0xfe, '.', 'm', 'p', '4'},
      "é%41 ?#.mp4".getBytes(UTF_8),
      "\\..\\x".getBytes(UTF_8),
      "n".repeat(255).getBytes(UTF_8),
    };
    for (byte[] name : names) {
      Files.write(root.resolve(RawName.of(name)), name);
    }
    try (FolderVolume volume = FolderVolume.open(root, "c1")) {
      Map<String, VolumeFile> files = list(volume);
      assertEquals(names.length, files.size());
      for (byte[] name : names) {
        assertTrue(files.containsKey(HEX.formatHex(name)), HEX.formatHex(name));
        try (SeekableByteChannel channel = volume.open(name)) {
          ByteBuffer content = ByteBuffer.allocate(name.length);
          channel.read(content);
          assertArrayEquals(name, content.array());
        }
      }
    }
  }

  @Test
  void neverFollowsALinkOutOfTheVolume() throws IOException {
    Path outside = Files.createDirectory(temp.resolve("outside"));
    Files.writeString(outside.resolve("secret"), "secret");
    Files.createSymbolicLink(root.resolve("folder"), outside);
    Files.createSymbolicLink(root.resolve("file"), outside.resolve("secret"));
    Map<String, SkippedEntry.Kind> skipped = new HashMap<>();
    try (FolderVolume volume = FolderVolume.open(root, "c1")) {
      volume.list(
          file -> {
            throw new AssertionError(file);
          },
          entry -> skipped.put(new String(entry.rawPath(), UTF_8), entry.kind()));
      for (String path : new String[] {"folder/secret", "file"}) {
        assertThrows(IOException.class, () -> volume.open(path.getBytes(UTF_8)), path);
        assertThrows(IOException.class, () -> volume.look(path.getBytes(UTF_8)), path);
      }
    }
    assertEquals(
        Map.of("folder", SkippedEntry.Kind.SYMBOLIC_LINK, "file", SkippedEntry.Kind.SYMBOLIC_LINK),
        skipped);
  }

  @Test
  void refusesPathsThatNoListingGives() throws IOException {
    Files.writeString(temp.resolve("beside"), "");
    try (FolderVolume volume = FolderVolume.open(root, "c1")) {
      for (String path :
          new String[] {
            "", "/etc/passwd", "../beside", "a//b", "a/./b", "a/", "a\0b", "x/".repeat(2048) + "x"
          }) {
        assertThrows(IOException.class, () -> volume.open(path.getBytes(UTF_8)), path);
      }
    }
  }

  @Test
  void failsClearlyBeyondTheNumberOfFiles() throws IOException {
    for (int i = 0; i < 3; i++) {
      Files.writeString(root.resolve("f" + i), "");
    }
    try (FolderVolume volume = limited(3, 9)) {
      assertEquals(3, list(volume).size());
    }
    try (FolderVolume volume = limited(2, 9)) {
      BayException e = assertThrows(BayException.class, () -> list(volume));
      assertEquals(BayReason.TOO_MANY_FILES, e.reason());
    }
  }

  @Test
  void failsClearlyBeyondTheDepth() throws IOException {
    Files.writeString(Files.createDirectories(root.resolve("1/2")).resolve("f"), "");
    try (FolderVolume volume = limited(9, 2)) {
      assertEquals(1, list(volume).size());
    }
    try (FolderVolume volume = limited(9, 1)) {
      BayException e = assertThrows(BayException.class, () -> list(volume));
      assertEquals(BayReason.VOLUME_DAMAGED, e.reason());
    }
  }

  @Test
  void saysThatTheCameraIsGoneEvenInTheMiddleOfAFile() throws IOException {
    Files.writeString(root.resolve("f"), "content");
    AtomicBoolean present = new AtomicBoolean(true);
    try (FolderVolume volume =
        FolderVolume.open(root, "c1", present::get, VolumeLimits.STANDARD, () -> {})) {
      byte[] path = {'f'};
      SeekableByteChannel channel = volume.open(path);
      assertEquals(1, channel.read(ByteBuffer.allocate(1)));
      present.set(false);
      assertThrows(CameraGoneException.class, () -> channel.read(ByteBuffer.allocate(1)));
      assertThrows(CameraGoneException.class, () -> volume.look(path));
      assertThrows(CameraGoneException.class, () -> volume.open(path));
      assertThrows(CameraGoneException.class, () -> list(volume));
      channel.close();
    }
  }

  @Test
  void closesItsChannelsBeforeItIsUnmounted() throws IOException {
    Files.writeString(root.resolve("f"), "content");
    AtomicInteger unmounted = new AtomicInteger();
    FolderVolume volume =
        FolderVolume.open(
            root, "c1", Presence.ALWAYS, VolumeLimits.STANDARD, unmounted::incrementAndGet);
    SeekableByteChannel channel = volume.open(new byte[] {'f'});
    volume.close();
    volume.close();
    assertFalse(channel.isOpen());
    assertEquals(1, unmounted.get());
    assertThrows(CameraGoneException.class, () -> volume.look(new byte[] {'f'}));
    assertThrows(CameraGoneException.class, () -> channel.read(ByteBuffer.allocate(1)));
  }

  @Test
  void readsOnWhatItWasOpenedForWhenAnotherFolderTakesThePath() throws IOException {
    Files.writeString(root.resolve("f"), "first");
    try (FolderVolume volume = FolderVolume.open(root, "c1")) {
      Files.move(root, temp.resolve("moved"));
      Files.writeString(Files.createDirectory(root).resolve("f"), "other");
      try (SeekableByteChannel channel = volume.open(new byte[] {'f'})) {
        assertEquals("first", read(channel));
      }
      assertEquals(5, volume.look(new byte[] {'f'}).bytes());
    }
  }
}
