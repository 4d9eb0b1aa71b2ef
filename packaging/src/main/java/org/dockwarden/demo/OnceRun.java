package org.dockwarden.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.dockwarden.demo.CameraContents.CameraFile;
import org.dockwarden.demo.OnceTable.Row;
import org.dockwarden.demo.OnceTable.State;
import org.dockwarden.demo.clips.SampleClips;
import org.jspecify.annotations.Nullable;

/**
 * {@code demo --once}: one camera, from docking to the last file's release, then a verification by
 * the same command that anyone has. Succeeds only when everything holds.
 */
final class OnceRun {
  /** The bay that the camera is put into. */
  static final int BAY = 1;

  private static final String SERIAL = "DEMO-0001";
  private static final int SAMPLE_CLIPS = 3;
  private static final Duration POLL = Duration.ofMillis(100);

  private final DemoFolder folder;
  private final Program program;
  private final Duration patience;
  private final PrintStream out;
  private final Terminal terminal = Terminal.ofProcess();

  OnceRun(DemoFolder folder, Program program, Duration patience, PrintStream out) {
    this.folder = folder;
    this.program = program;
    this.patience = patience;
    this.out = out;
  }

  /** Returns when all is released and verified; any other end is an exception with its reason. */
  void run(@Nullable Path footage) throws IOException, InterruptedException {
    boolean goesOn = !CameraContents.isEmpty(folder.camera());
    FootageCopy copy = footage == null ? null : FootageCopy.of(footage, folder);
    if (goesOn && copy != null) {
      throw new DemoException(
          folder.camera()
              + " still has files of an earlier run that did not end; send them on with demo --once"
              + " without --footage, or move them away, or take another data folder: --data DIR");
    }
    List<CameraFile> files;
    OnceTable table;
    SimulatedBay bay = new SimulatedBay(folder.bays(), BAY);
    bay.undock();
    try (Estate estate = Estate.start(folder, program, out)) {
      estate.describe(out);
      if (goesOn) {
        out.println("going on with what an earlier run left in " + folder.camera());
      } else {
        fillCamera(copy);
      }
      files = CameraContents.read(folder.camera());
      // Only then, so that the dock can ask the gateway what is known of the camera.
      estate.awaitReady(new ProgressLine(out, terminal));
      bay.dock(SERIAL, folder.camera());
      awaitRelease(estate, files.size());
      table = tableOf(files);
      bay.undock();
    }
    table.print(out, terminal);
    requireAllReleased(table);
    verify(files);
  }

  private void fillCamera(@Nullable FootageCopy copy) throws IOException {
    if (copy == null) {
      Path unfinished = FootageCopy.unfinished(folder.camera());
      new SampleClips(new Random()).record(unfinished, SERIAL, SAMPLE_CLIPS, Instant.now());
      FootageCopy.finish(folder.camera());
    } else {
      copy.into(folder.camera());
      out.print(copy.aboutSkipped());
    }
  }

  private void awaitRelease(Estate estate, int files) throws IOException, InterruptedException {
    OnceProgress progress = new OnceProgress(folder, files, new ProgressLine(out, terminal));
    long lastChange = System.nanoTime();
    while (!progress.isReleased()) {
      estate.checkChildren();
      if (progress.update(estate)) {
        lastChange = System.nanoTime();
      } else if (System.nanoTime() - lastChange > patience.toNanos()) {
        progress.finish();
        tableOf(CameraContents.read(folder.camera())).print(out, terminal);
        throw new DemoException(
            "no progress for "
                + patience.toSeconds()
                + " s; see "
                + folder.logs()
                + ". "
                + progress.summary());
      }
      Thread.sleep(POLL);
    }
    progress.finish();
  }

  private OnceTable tableOf(List<CameraFile> files) throws IOException {
    DeliveredBags bags = DeliveredBags.read(folder);
    Set<CameraFile> onCamera = new HashSet<>(CameraContents.read(folder.camera()));
    List<Row> rows = new ArrayList<>();
    for (CameraFile file : files) {
      State state = State.of(bags.bagOf(file).isPresent(), onCamera.contains(file));
      rows.add(new Row(file, state));
    }
    return new OnceTable(rows);
  }

  private void requireAllReleased(OnceTable table) throws IOException {
    long released = table.count(State.RELEASED);
    if (released != table.rows().size()) {
      throw new DemoException(
          "released: " + released + " files (expected: " + table.rows().size() + ")");
    }
    List<Path> left = CameraContents.list(folder.camera());
    if (!left.isEmpty()) {
      throw new DemoException(
          "camera: " + left.size() + " files left (expected: 0), the first: " + left.getFirst());
    }
  }

  private void verify(List<CameraFile> files) throws IOException, InterruptedException {
    DeliveredBags bags = DeliveredBags.read(folder);
    List<Path> ours = new ArrayList<>();
    for (CameraFile file : files) {
      bags.bagOf(file).ifPresent(ours::add);
    }
    new Verification(folder, program).run(ours, out);
  }
}
