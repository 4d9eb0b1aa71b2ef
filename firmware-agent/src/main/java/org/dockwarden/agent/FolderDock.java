package org.dockwarden.agent;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.dockwarden.dock.bay.BayNumber;
import org.dockwarden.dock.bay.LightPattern;
import org.dockwarden.dock.camera.CameraDescriptor;
import org.dockwarden.dock.camera.CameraVolume;
import org.dockwarden.dock.camera.Verdict;
import org.dockwarden.dock.hardware.DockHardware;
import org.dockwarden.dock.hardware.DockView;
import org.dockwarden.dock.hardware.Occupant;
import org.dockwarden.dock.volume.FolderVolume;
import org.dockwarden.evidence.identity.Digest;

/** A dock of one bay that holds a folder, for a machine without a dock. */
final class FolderDock implements DockHardware {
  private static final int SERIAL_DIGITS = 16;

  private final BayNumber bay = new BayNumber(1);
  private final Path folder;
  private final Occupant occupant;
  private final CountDownLatch closed = new CountDownLatch(1);

  /**
   * @param folder real path of the folder
   */
  FolderDock(Path folder, CameraDescriptor descriptor) {
    this.folder = folder;
    this.occupant = new Occupant(UUID.randomUUID().toString(), "folder", descriptor);
  }

  /** A disk without ids of its own; its serial follows from its path. */
  static CameraDescriptor descriptorOf(Path folder) {
    Digest digest = Digest.compute(folder.toString().getBytes(StandardCharsets.UTF_8));
    return new CameraDescriptor(
        "0000",
        "0000",
        "folder-" + digest.hex().substring(0, SERIAL_DIGITS),
        "folder",
        Set.of(CameraDescriptor.CLASS_MASS_STORAGE));
  }

  @Override
  public SortedSet<BayNumber> bays() {
    return new TreeSet<>(Set.of(bay));
  }

  @Override
  public DockView scan() {
    return new DockView(Map.of(bay, occupant), List.of());
  }

  @Override
  public CameraVolume attach(BayNumber number, Occupant device, Verdict.Accepted accepted)
      throws IOException {
    return FolderVolume.open(folder, occupant.connection());
  }

  @Override
  public void light(BayNumber number, LightPattern pattern) {}

  @Override
  public void awaitHint(Duration timeout) throws InterruptedException {
    boolean over = closed.await(timeout.toMillis(), TimeUnit.MILLISECONDS);
    if (over) {
      return; // Nothing ever changes here but the end.
    }
  }

  @Override
  public List<String> degradations() {
    return List.of();
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
