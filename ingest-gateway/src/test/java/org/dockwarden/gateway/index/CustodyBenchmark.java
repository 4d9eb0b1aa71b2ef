package org.dockwarden.gateway.index;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.dockwarden.evidence.age.X25519Identity;
import org.dockwarden.evidence.identity.CameraPath;
import org.dockwarden.evidence.identity.DockId;
import org.dockwarden.evidence.identity.RecordingId;
import org.dockwarden.evidence.manifest.FileKind;
import org.dockwarden.evidence.manifest.Manifest;
import org.dockwarden.evidence.manifest.ManifestJson;
import org.dockwarden.evidence.manifest.OriginalFile;
import org.dockwarden.evidence.receipt.Stage;
import org.dockwarden.evidence.signing.SignedDocument;
import org.dockwarden.gateway.testing.Clip;
import org.dockwarden.gateway.upload.Upload;
import org.dockwarden.gateway.upload.UploadId;
import org.dockwarden.gateway.upload.UploadState;

/**
 * How long a start takes beside a long custody log: records whole lives of recordings through the
 * index until there are so many entries, then checks the whole log, and opens the index a few
 * times. {@code docs/benchmarks.md} has the command and the figures.
 */
public final class CustodyBenchmark {
  private static final int ENTRIES_A_LIFE = 7;
  private static final int WRITERS = 64;
  private static final int STARTS = 3;

  /** About what a receipt's CMS signature with one certificate takes. */
  private static final byte[] SIGNATURE = new byte[1500];

  private final SqliteIndex index;
  private final Manifest pattern;

  private CustodyBenchmark(SqliteIndex index, Manifest pattern) {
    this.index = index;
    this.pattern = pattern;
  }

  /** Arguments: how many entries, and the folder to work in. */
  public static void main(String[] arguments) throws Exception {
    int lives = Integer.parseInt(arguments[0]) / ENTRIES_A_LIFE;
    Path folder = Files.createTempDirectory(Path.of(arguments[1]), "custody-benchmark");
    Path file = folder.resolve("gateway.db");
    Clip clip =
        Clip.of(
            X25519Identity.generate(new SecureRandom()).recipient(),
            "dock-0001",
            "DCIM/A.MP4",
            100,
            1);
    Instant began = Instant.now();
    try (SqliteIndex index = SqliteIndex.open(file, "gateway-1", InstantSource.system())) {
      new CustodyBenchmark(index, clip.manifest()).record(lives);
      System.out.printf(
          "%d entries in %d s%n", index.recordings().custodyCount(), since(began).toSeconds());
    }
    System.out.printf("%d MB of index%n", Files.size(file) / 1_000_000);
    for (int i = 0; i < STARTS; i++) {
      Instant start = Instant.now();
      SqliteIndex.open(file, "gateway-1", InstantSource.system()).close();
      System.out.printf("start: %d ms%n", since(start).toMillis());
    }
  }

  private static Duration since(Instant then) {
    return Duration.between(then, Instant.now());
  }

  private void record(int lives) throws Exception {
    try (ExecutorService writers = Executors.newFixedThreadPool(WRITERS)) {
      List<Future<RecordingId>> running = new ArrayList<>();
      for (int i = 0; i < lives; i++) {
        int number = i;
        running.add(writers.submit(() -> live(number)));
      }
      for (Future<RecordingId> one : running) {
        one.get();
      }
    }
  }

  private RecordingId live(int number) throws IOException {
    UploadId upload = new UploadId("%032x".formatted(number));
    DockId dock = pattern.docking().dock();
    Instant now = Instant.now();
    index.uploads().add(new Upload(upload, dock, 1, 1, "", UploadState.OPEN, now), WRITERS + 1);
    Manifest manifest = manifest(number);
    SignedDocument paper = new SignedDocument(ManifestJson.encode(manifest), SIGNATURE);
    RecordingId id = manifest.recordingId();
    index.recordings().commit(upload, paper, manifest);
    index.recordings().stored(id, upload);
    index.recordings().verified(id, upload);
    index.recordings().receipted(id, Stage.STORED, paper);
    index.deliveries().handedOver(id, "0123456789abcdef-A.MP4");
    index.deliveries().acknowledged(id, "DEMS-" + number, now);
    index.recordings().receipted(id, Stage.DELIVERED, paper);
    return id;
  }

  private Manifest manifest(int number) {
    OriginalFile file = pattern.file();
    return new Manifest(
        new OriginalFile(
            new CameraPath("DCIM/%08d.MP4".formatted(number)),
            FileKind.FOOTAGE,
            file.bytes(),
            file.digest(),
            file.modified(),
            Optional.empty(),
            Optional.empty(),
            Set.of()),
        pattern.sealed(),
        pattern.camera(),
        pattern.docking());
  }
}
