package org.dockwarden.agent;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SortedSet;
import java.util.function.Consumer;
import org.dockwarden.dock.bay.BayNumber;
import org.dockwarden.dock.bay.LightPattern;
import org.dockwarden.dock.camera.CameraVolume;
import org.dockwarden.dock.camera.SkippedEntry;
import org.dockwarden.dock.camera.Verdict;
import org.dockwarden.dock.camera.VolumeFile;
import org.dockwarden.dock.hardware.DockHardware;
import org.dockwarden.dock.hardware.DockView;
import org.dockwarden.dock.hardware.Occupant;

/** What goes wrong with cameras' volumes; a dock around a dock asks it where it counts. */
class VolumeFaults {
  /** Before any call on a volume. */
  void call() throws IOException {}

  /** Before bytes of a file are read from this offset. */
  void read(String path, long offset) throws IOException {}

  /** After all files were found: more of them. */
  void listed(Consumer<VolumeFile> found) {}

  /** After a file was opened. */
  void opened(String path) throws IOException {}

  final DockHardware in(DockHardware hardware) {
    return new Dock(hardware);
  }

  private final class Dock implements DockHardware {
    private final DockHardware sound;

    Dock(DockHardware sound) {
      this.sound = sound;
    }

    @Override
    public SortedSet<BayNumber> bays() {
      return sound.bays();
    }

    @Override
    public DockView scan() throws IOException {
      return sound.scan();
    }

    @Override
    public CameraVolume attach(BayNumber bay, Occupant occupant, Verdict.Accepted accepted)
        throws IOException {
      return new Volume(sound.attach(bay, occupant, accepted));
    }

    @Override
    public void light(BayNumber bay, LightPattern pattern) throws IOException {
      sound.light(bay, pattern);
    }

    @Override
    public void awaitHint(Duration timeout) throws InterruptedException {
      sound.awaitHint(timeout);
    }

    @Override
    public List<String> degradations() {
      return sound.degradations();
    }

    @Override
    public void close() throws IOException {
      sound.close();
    }
  }

  private final class Volume implements CameraVolume {
    private final CameraVolume sound;

    Volume(CameraVolume sound) {
      this.sound = sound;
    }

    @Override
    public void list(Consumer<VolumeFile> found, Consumer<SkippedEntry> skipped)
        throws IOException {
      call();
      sound.list(found, skipped);
      listed(found);
    }

    @Override
    public VolumeFile look(byte[] rawPath) throws IOException {
      call();
      return sound.look(rawPath);
    }

    @Override
    public SeekableByteChannel open(byte[] rawPath) throws IOException {
      call();
      String path = new String(rawPath, StandardCharsets.UTF_8);
      SeekableByteChannel channel = sound.open(rawPath);
      opened(path);
      return new FaultyChannel(channel, offset -> read(path, offset));
    }

    @Override
    public Path root() {
      return sound.root();
    }

    @Override
    public String connection() {
      return sound.connection();
    }

    @Override
    public void close() throws IOException {
      sound.close();
    }
  }
}
