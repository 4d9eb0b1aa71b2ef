package org.dockwarden.demo.clips;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;

/** Fills a simulated camera with clips and their sidecars. */
public final class SampleClips {
  private static final List<String> BASES = List.of("pattern.mp4", "counter.mp4", "zoom.mp4");
  private static final String FOLDER = "DCIM/100MEDIA";
  private static final DateTimeFormatter NAME_TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd_HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** Clips of one camera lie this far apart. */
  private static final Duration BETWEEN = Duration.ofMinutes(7);

  private final Random random;

  public SampleClips(Random random) {
    this.random = random;
  }

  /**
   * Writes {@code count} clips, each with a sidecar, into the camera's volume; the last was
   * recorded a few minutes before {@code now}.
   */
  public void record(Path volume, String camera, int count, Instant now) throws IOException {
    Path folder = Files.createDirectories(volume.resolve(FOLDER));
    for (int clip = 0; clip < count; clip++) {
      Instant at = now.minus(BETWEEN.multipliedBy(count - clip)).plusSeconds(random.nextInt(60));
      String id = new UUID(random.nextLong(), random.nextLong()).toString();
      String name = camera + "_" + NAME_TIME.format(at);
      byte[] base = base(BASES.get(random.nextInt(BASES.size())));
      write(folder.resolve(name + ".MP4"), Mp4Stamp.copy(base, at, "dockwarden demo " + id), at);
      byte[] sidecar = sidecar(camera, at, id).getBytes(StandardCharsets.UTF_8);
      write(folder.resolve(name + ".JSON"), sidecar, at);
    }
  }

  private String sidecar(String camera, Instant at, String id) {
    double latitude = 51.48 + random.nextInt(1000) / 1e5;
    double longitude = -3.18 + random.nextInt(1000) / 1e5;
    return String.format(
        Locale.ROOT,
        """
        {
          "camera": "%s",
          "clip": "%s",
          "recordedAt": "%s",
          "track": [
            {"at": "%s", "lat": %.5f, "lon": %.5f},
            {"at": "%s", "lat": %.5f, "lon": %.5f}
          ]
        }
        """,
        camera,
        id,
        at,
        at,
        latitude,
        longitude,
        at.plusSeconds(2),
        latitude + 1e-5,
        longitude + 1e-5);
  }

  private static void write(Path file, byte[] content, Instant at) throws IOException {
    Files.write(file, content);
    Files.setLastModifiedTime(file, FileTime.from(at));
  }

  private static byte[] base(String name) throws IOException {
    try (InputStream clip = SampleClips.class.getResourceAsStream(name)) {
      if (clip == null) {
        throw new IOException("clip: " + name + " (expected: a resource of this program)");
      }
      return clip.readAllBytes();
    }
  }
}
