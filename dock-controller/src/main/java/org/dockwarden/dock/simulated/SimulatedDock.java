package org.dockwarden.dock.simulated;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.dockwarden.dock.bay.BayException;
import org.dockwarden.dock.bay.BayNumber;
import org.dockwarden.dock.bay.BayReason;
import org.dockwarden.dock.bay.LightPattern;
import org.dockwarden.dock.camera.CameraDescriptor;
import org.dockwarden.dock.camera.CameraGoneException;
import org.dockwarden.dock.camera.CameraVolume;
import org.dockwarden.dock.camera.Verdict;
import org.dockwarden.dock.hardware.DockHardware;
import org.dockwarden.dock.hardware.DockView;
import org.dockwarden.dock.hardware.Occupant;
import org.dockwarden.dock.volume.FolderVolume;
import org.dockwarden.dock.volume.VolumeLimits;

/**
 * A dock whose bays are files: {@code bay-N.toml} in the folder is a device in bay N, without it
 * the bay is empty, and any change of the file is a new plugging-in. From the moment when the file
 * is gone every read of the volume fails as it does when a camera is pulled. A file that is none
 * shows as a device that does not enumerate.
 */
public final class SimulatedDock implements DockHardware {
  /** The bays' files are watched; a port that is switched is not, nor what a link leads to. */
  private static final Duration LOOK = Duration.ofMillis(500);

  private static final String LIGHTS = "lights.json";
  private static final CameraDescriptor MUTE =
      new CameraDescriptor("0000", "0000", "", "", Set.of());

  private final Path folder;
  private final BayFiles files;
  private final FolderWatch watch;
  private final SortedSet<BayNumber> bays;
  private final Object lock = new Object();
  private final SimulatedSupply supply;
  private final SimulatedLights lights;
  private Map<BayNumber, String> scanned = Map.of();
  private volatile boolean closed;

  /**
   * A dock.
   *
   * @param folder holds the bays' files; must exist
   * @param bayCount bays 1 to this
   */
  public SimulatedDock(Path folder, int bayCount) {
    this(folder, bayCount, 1);
  }

  /**
   * A dock whose batteries charge faster than real ones.
   *
   * @param folder holds the bays' files; must exist
   * @param bayCount bays 1 to this
   * @param chargeSpeed how much faster
   */
  public SimulatedDock(Path folder, int bayCount, int chargeSpeed) {
    this.folder = folder;
    this.files = new BayFiles(folder, InstantSource.system());
    this.watch = new FolderWatch(folder);
    SortedSet<BayNumber> numbers = new TreeSet<>();
    for (int number = 1; number <= bayCount; number++) {
      numbers.add(new BayNumber(number));
    }
    this.bays = Collections.unmodifiableSortedSet(numbers);
    this.supply = new SimulatedSupply(this::battery, chargeSpeed, System::nanoTime);
    this.lights = new SimulatedLights(folder.resolve(LIGHTS));
  }

  /** Its ports and what they draw; the dock outlives it, closing it does nothing. */
  public SimulatedSupply supply() {
    return supply;
  }

  /** Its lights, shown in {@value #LIGHTS} of its folder. */
  public SimulatedLights lights() {
    return lights;
  }

  @Override
  public SortedSet<BayNumber> bays() {
    return bays;
  }

  @Override
  public DockView scan() throws IOException {
    Map<BayNumber, Occupant> occupants = new TreeMap<>();
    Map<BayNumber, String> connections = new HashMap<>();
    for (BayNumber bay : connections().keySet()) {
      read(bay)
          .map(Plugged::occupant)
          .ifPresent(
              occupant -> {
                occupants.put(bay, occupant);
                connections.put(bay, occupant.connection());
              });
    }
    synchronized (lock) {
      scanned = Map.copyOf(connections);
    }
    return new DockView(occupants, List.of());
  }

  /** A device with what its file says, empty if the file is none. */
  private record Plugged(Occupant occupant, Optional<BayFile> file, String problem) {}

  private Optional<Plugged> read(BayNumber bay) throws IOException {
    if (!supply.isOn(bay)) {
      return Optional.empty(); // A device without power is not seen.
    }
    return files.look(bay).map(seen -> plugged(bay, seen));
  }

  private Plugged plugged(BayNumber bay, BayFiles.Seen seen) {
    CameraDescriptor descriptor = seen.file().map(BayFile::descriptor).orElse(MUTE);
    String connection = seen.identity() + supply.suffix(bay);
    return new Plugged(
        new Occupant(connection, "simulated-" + bay, descriptor), seen.file(), seen.problem());
  }

  private Map<BayNumber, String> connections() throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new IOException(folder + ": not a folder (expected: the simulated bays)");
    }
    Map<BayNumber, String> connections = new TreeMap<>();
    for (BayNumber bay : bays) {
      connection(bay).ifPresent(connection -> connections.put(bay, connection));
    }
    return connections;
  }

  private Optional<String> connection(BayNumber bay) throws IOException {
    return read(bay).map(plugged -> plugged.occupant().connection());
  }

  @Override
  public CameraVolume attach(BayNumber bay, Occupant occupant, Verdict.Accepted accepted)
      throws IOException {
    Plugged plugged = read(bay).orElseThrow(() -> gone(bay));
    if (!plugged.occupant().equals(occupant)) {
      throw gone(bay);
    }
    Path volume =
        plugged
            .file()
            .map(BayFile::volume)
            .orElseThrow(() -> new BayException(BayReason.MOUNT_FAILED, plugged.problem()));
    if (!Files.isDirectory(volume)) {
      throw new BayException(
          BayReason.MOUNT_FAILED, "bay " + bay + ": " + volume + " (expected: a folder)");
    }
    String connection = occupant.connection();
    return FolderVolume.open(
        volume,
        connection,
        () -> connection(bay).equals(Optional.of(connection)),
        VolumeLimits.STANDARD,
        () -> {});
  }

  /** What the supply feeds in a bay, whether its port has power or not. */
  private Optional<SimulatedSupply.Load> battery(BayNumber bay) throws IOException {
    // A file that is none is a device that does not enumerate.
    return files
        .look(bay)
        .flatMap(
            seen ->
                seen.file()
                    .map(
                        file ->
                            new SimulatedSupply.Load(
                                seen.identity(), file.battery(), file.milliamps())));
  }

  private static CameraGoneException gone(BayNumber bay) {
    return new CameraGoneException("bay " + bay + ": not the device that was accepted");
  }

  @Override
  public void light(BayNumber bay, LightPattern pattern) throws IOException {
    lights.show(bay, pattern);
  }

  /** A change of any bay's file since the last scan is a hint, and so is that it cannot be told. */
  @Override
  public void awaitHint(Duration timeout) throws InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (!closed && !isChanged()) {
      Duration left = Duration.ofNanos(deadline - System.nanoTime());
      if (!left.isPositive()) {
        return;
      }
      watch.await(left.compareTo(LOOK) < 0 ? left : LOOK);
    }
  }

  private boolean isChanged() {
    try {
      Map<BayNumber, String> now = connections();
      synchronized (lock) {
        return !now.equals(scanned);
      }
    } catch (IOException e) {
      return false; // The next scan fails too and says so; it need not come sooner.
    }
  }

  @Override
  public List<String> degradations() {
    List<String> problems = new ArrayList<>(lights.degradations());
    for (BayNumber bay : bays) {
      try {
        read(bay)
            .map(Plugged::problem)
            .filter(problem -> !problem.isEmpty())
            .ifPresent(problem -> problems.add("bay " + bay + ": " + problem));
      } catch (IOException e) {
        problems.add("bay " + bay + ": " + e.getMessage());
      }
    }
    return List.copyOf(problems);
  }

  @Override
  public void close() throws IOException {
    closed = true;
    watch.close();
  }
}
