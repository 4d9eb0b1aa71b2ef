package org.dockwarden.system.volumes;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.dockwarden.system.fixture.Footage;

/** Fills cards with what makes real cards awkward. */
final class Cards {
  static final String FOLDER = "DCIM/100MEDIA/";

  /** Lies in many pieces. */
  static final String FRAGMENTED = FOLDER + "REC_0001.MP4";

  static final String EMPTY = FOLDER + "REC_0002.MP4";

  /** Starts like an MP4 and ends in mid-air. */
  static final String TRUNCATED = FOLDER + "REC_0003.MP4";

  static final String LARGE = FOLDER + "REC_0004.MP4";
  static final String SIDECAR = FOLDER + "REC_0001.XML";
  static final String UNICODE = FOLDER + "Überwachung – Straße 日本語 çéñ Ω.MP4";
  static final String LONG = FOLDER + "REC " + "a long name with spaces ".repeat(8) + ".MP4";

  /** FAT32's largest file (Microsoft FAT specification 1.03, section 7.4). */
  static final long FAT_MAX_FILE = 0xFFFF_FFFFL;

  static final int HOLES = 24;
  private static final int FRAGMENTED_BYTES = 1_500_000;
  private static final Instant RECORDED = Instant.parse("2026-11-20T08:00:00Z");
  private static final long MARK_EVERY = 1L << 20;

  private Cards() {}

  /** Everything but the fragmented file, below a plain folder. */
  static Path prepare(Path folder, long largeBytes) throws IOException {
    Files.createDirectories(folder.resolve(FOLDER));
    Files.createFile(folder.resolve(EMPTY));
    truncated(folder.resolve(TRUNCATED));
    sparseFilled(folder.resolve(LARGE), largeBytes);
    Files.writeString(folder.resolve(SIDECAR), "<clip><officer>1234</officer></clip>\n");
    Footage.write(folder.resolve(UNICODE), 5, 300_001);
    Footage.write(folder.resolve(LONG), 6, 65_536);
    return folder;
  }

  /** The content of the fragmented file. */
  static Path fragmented(Path file) throws IOException {
    Footage.write(file, 1, FRAGMENTED_BYTES);
    return file;
  }

  /** A FAT32 card with all of it. */
  static FatImage fat(Path work, long largeBytes) throws IOException, InterruptedException {
    FatImage card = FatImage.make(work.resolve("fat.img"), cardBytes(largeBytes));
    card.copyInFragmented(fragmented(work.resolve("pieces")), "PIECES", HOLES);
    card.copyIn(prepare(work.resolve("content"), largeBytes));
    Tool.run("mmove", "-i", card.file().toString(), "::PIECES", "::" + FRAGMENTED);
    return card;
  }

  /** An exFAT card with all of it; two files grow in turns, then one of them goes. */
  static ExfatImage exfat(Path work, long largeBytes) throws IOException, InterruptedException {
    ExfatImage card = ExfatImage.make(work.resolve("exfat.img"), cardBytes(largeBytes));
    try (Mount mount = card.mount(work.resolve("fill"))) {
      Path root = prepare(mount.root(), largeBytes);
      byte[] content = Files.readAllBytes(fragmented(work.resolve("pieces")));
      Path other = root.resolve("other");
      int step = content.length / HOLES;
      for (int at = 0; at < content.length; at += step) {
        append(root.resolve(FRAGMENTED), content, at, Math.min(step, content.length - at));
        append(other, new byte[step], 0, step);
      }
      Files.delete(other);
      Files.setLastModifiedTime(root.resolve(FRAGMENTED), FileTime.from(RECORDED));
    }
    return card;
  }

  private static long cardBytes(long largeBytes) {
    long wholeMebibytes = (largeBytes >> 20) + 1; // a loop device wants whole sectors
    return Math.max(128L << 20, (wholeMebibytes + 64) << 20);
  }

  private static void append(Path file, byte[] bytes, int from, int count) throws IOException {
    try (OutputStream out =
        Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      out.write(bytes, from, count);
    }
  }

  private static void truncated(Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write(new byte[] {0, 0, 0, 24});
      out.write("ftypisom".getBytes(StandardCharsets.US_ASCII));
      out.write(new byte[] {0, 0, 2, 0});
      out.write("isommp41".getBytes(StandardCharsets.US_ASCII));
      out.write(new byte[] {0, (byte) 0x80, 0, 0}); // an mdat of 8 MiB that is not there
      out.write("mdat".getBytes(StandardCharsets.US_ASCII));
      Footage.write(out, 3, 100_000);
    }
  }

  /** Mostly holes, with a different mark in each MiB so that no two places are alike. */
  private static void sparseFilled(Path file, long bytes) throws IOException {
    try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
      out.setLength(bytes);
      for (long at = 0; at < bytes; at += MARK_EVERY) {
        out.seek(at);
        String mark = Footage.MARKER + at;
        out.write(
            mark.getBytes(StandardCharsets.US_ASCII), 0, (int) Math.min(mark.length(), bytes - at));
      }
    }
  }
}
