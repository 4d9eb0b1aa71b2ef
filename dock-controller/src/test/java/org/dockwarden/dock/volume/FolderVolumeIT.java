package org.dockwarden.dock.volume;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.dockwarden.dock.camera.SkippedEntry;
import org.dockwarden.dock.camera.VolumeFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real processes, locales and special files. */
class FolderVolumeIT {
  private static final HexFormat HEX = HexFormat.of();

  @TempDir private Path root;

  /** Lists and opens everything in a folder; run by the test in a JVM of another locale. */
  public static final class Lister {
    private Lister() {}

    public static void main(String[] arguments) throws IOException {
      try (FolderVolume volume = FolderVolume.open(Path.of(arguments[0]), "c1")) {
        List<byte[]> paths = new ArrayList<>();
        volume.list(file -> paths.add(file.rawPath()), skipped -> System.out.println(skipped));
        for (byte[] path : paths) {
          try (SeekableByteChannel channel = volume.open(path)) {
            System.out.println(HEX.formatHex(path) + " " + channel.size());
          }
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"C", "C.UTF-8"})
  void readsNamesOfAnyBytesUnderAnyLocale(String locale) throws Exception {
    byte[][] names = {
      "plain.mp4".getBytes(US_ASCII),
      {(byte) 0xff, '.', 'm', 'p', '4'},
      {(byte) 0xc3, (byte) 0xa9, '\n'},
      {'a', (byte) 0x80, (byte) 0xfe, '%', '4', '1', '?'},
    };
    Path folder = Files.createDirectory(root.resolve(RawName.of(names[1])));
    TreeSet<String> expected = new TreeSet<>();
    for (byte[] name : names) {
      Files.write(folder.resolve(RawName.of(name)), new byte[7]);
      expected.add(HEX.formatHex(names[1]) + "2f" + HEX.formatHex(name) + " 7");
    }
    assertEquals(expected, listIn(locale));
  }

  private Set<String> listIn(String locale) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx64m",
            "-cp",
            System.getProperty("java.class.path"),
            Lister.class.getName(),
            root.toString());
    builder.environment().put("LC_ALL", locale);
    Process process = builder.redirectErrorStream(true).start();
    try (var output = process.inputReader(US_ASCII)) {
      TreeSet<String> lines = new TreeSet<>(output.lines().toList());
      assertTrue(process.waitFor(60, TimeUnit.SECONDS));
      assertEquals(0, process.exitValue(), lines::toString);
      return lines;
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void reportsAFifoAndNeverOpensIt() throws Exception {
    Process made = new ProcessBuilder("mkfifo", root.resolve("fifo").toString()).start();
    assertEquals(0, made.waitFor());
    List<VolumeFile> files = new ArrayList<>();
    List<SkippedEntry> skipped = new ArrayList<>();
    try (FolderVolume volume = FolderVolume.open(root, "c1")) {
      volume.list(files::add, skipped::add);
      assertThrows(IOException.class, () -> volume.open("fifo".getBytes(US_ASCII)));
    }
    assertEquals(List.of(), files);
    assertEquals(
        List.of(new SkippedEntry("fifo".getBytes(US_ASCII), SkippedEntry.Kind.SPECIAL)), skipped);
  }
}
