package org.dockwarden.dock.mtp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.dockwarden.dock.bay.BayException;
import org.dockwarden.dock.bay.BayNumber;
import org.dockwarden.dock.camera.CameraGoneException;
import org.dockwarden.dock.camera.CameraVolume;
import org.dockwarden.dock.camera.SkippedEntry;
import org.dockwarden.dock.camera.VolumeFile;
import org.dockwarden.dock.volume.Presence;
import org.dockwarden.dock.volume.VolumeLimits;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The objects of an MTP camera as a volume. A session with it is opened when it is needed and
 * begins with a list, which it is read by; {@link #letGo} ends it, so that the eraser can have the
 * camera. Whether the camera is still the one of this volume is asked after each opening and before
 * each call: a session that is opened again belongs to the same connection.
 */
public final class MtpVolume implements CameraVolume {
  private static final Logger LOG = LoggerFactory.getLogger(MtpVolume.class);

  /** The helper is a process that starts first; then a camera that does not answer is reset. */
  private static final Duration OPEN_LIMIT = Duration.ofMinutes(3);

  /**
   * Three round trips for each of 200,000 objects. A look or a read may bring a list with it;
   * libmtp itself gives a camera 20 seconds, some 60, for each transfer (libusb1-glue.h).
   */
  private static final Duration LIST_LIMIT = Duration.ofMinutes(20);

  private final Path socket;
  private final BayNumber bay;
  private final String connection;
  private final Presence presence;
  private final VolumeLimits limits;
  private final ReentrantLock lock = new ReentrantLock();
  private Map<String, MtpEntry> listed = Map.of();
  private @Nullable MtpConnection session;
  private volatile boolean closed;

  private MtpVolume(
      Path socket, BayNumber bay, String connection, Presence presence, VolumeLimits limits) {
    this.socket = socket;
    this.bay = bay;
    this.connection = connection;
    this.presence = presence;
    this.limits = limits;
  }

  /**
   * Opens the camera in a bay, and lists it.
   *
   * @param socket of the helper
   */
  public static MtpVolume open(
      Path socket, BayNumber bay, String connection, Presence presence, VolumeLimits limits)
      throws IOException {
    MtpVolume volume = new MtpVolume(socket, bay, connection, presence, limits);
    try {
      volume.guarded(volume::session);
      return volume;
    } catch (IOException e) {
      volume.close();
      throw e;
    }
  }

  @Override
  public void list(Consumer<VolumeFile> found, Consumer<SkippedEntry> skipped) throws IOException {
    List<MtpEntry> entries =
        guarded(
            () -> {
              relist(session());
              return List.copyOf(listed.values());
            });
    for (MtpEntry entry : entries) {
      if (entry.isFile()) {
        found.accept(entry.file());
      } else {
        skipped.accept(new SkippedEntry(entry.file().rawPath(), SkippedEntry.Kind.SPECIAL));
      }
    }
  }

  @Override
  public VolumeFile look(byte[] rawPath) throws IOException {
    return guarded(
        () -> {
          MtpConnection open = session();
          String path = HexFormat.of().formatHex(entry(rawPath).file().rawPath());
          List<MtpEntry> now = open.ask("look " + path, 1, LIST_LIMIT);
          if (now.size() != 1 || !key(now.getFirst().file().rawPath()).equals(key(rawPath))) {
            throw new IOException("mtp helper: told of another object");
          }
          return now.getFirst().file();
        });
  }

  @Override
  public SeekableByteChannel open(byte[] rawPath) throws IOException {
    return guarded(
        () -> {
          session();
          return new MtpFileChannel(this, entry(rawPath).file());
        });
  }

  /** A range of a file, 1 to {@code length} bytes; fails if it is not what it was when opened. */
  ByteBuffer read(VolumeFile file, long offset, int length) throws IOException {
    return guarded(
        () -> {
          MtpConnection open = session();
          if (!entry(file.rawPath()).file().equals(file)) {
            throw new IOException(text(file.rawPath()) + ": another object now");
          }
          String path = HexFormat.of().formatHex(file.rawPath());
          return open.read("read %s %d %d".formatted(path, offset, length), length, LIST_LIMIT);
        });
  }

  private MtpEntry entry(byte[] rawPath) throws NoSuchFileException {
    MtpEntry entry = listed.get(key(rawPath));
    if (entry == null || !entry.isFile()) {
      throw new NoSuchFileException(text(rawPath));
    }
    return entry;
  }

  /** The session at hand, or a new one of this camera. */
  private MtpConnection session() throws IOException {
    MtpConnection open = session;
    if (open != null) {
      return open;
    }
    MtpConnection opening = MtpConnection.connect(socket);
    try {
      opening.ask("open " + bay, 0, OPEN_LIMIT);
      relist(opening);
      requirePresent(); // What the helper opened is in this bay; so is, still, this camera.
      session = opening;
      return opening;
    } catch (IOException e) {
      try (opening) {
        throw e;
      }
    }
  }

  private void relist(MtpConnection open) throws IOException {
    Map<String, MtpEntry> entries = new HashMap<>();
    for (MtpEntry entry : open.ask("list", limits.files(), LIST_LIMIT)) {
      if (entries.put(key(entry.file().rawPath()), entry) != null) {
        throw new IOException("mtp helper: one path twice");
      }
    }
    listed = entries;
  }

  /** What was asked of the camera. */
  @FunctionalInterface
  private interface Access<T> {
    T get() throws IOException;
  }

  /** One access at a time, while the camera is there; a broken connection is not used again. */
  private <T> T guarded(Access<T> access) throws IOException {
    lock.lock();
    try {
      requirePresent();
      return access.get();
    } catch (CameraGoneException | BayException e) {
      drop(e);
      throw e;
    } catch (NoSuchFileException e) {
      throw e;
    } catch (IOException e) {
      if (!(e instanceof MtpRefusal)) {
        drop(e);
      }
      if (closed || !presence.isPresent()) {
        drop(e);
        throw new CameraGoneException("bay " + bay + ": camera gone", e);
      }
      throw e;
    } finally {
      lock.unlock();
    }
  }

  void requirePresent() throws IOException {
    if (closed) {
      throw new CameraGoneException("bay " + bay + ": volume closed");
    }
    if (!presence.isPresent()) {
      throw new CameraGoneException("bay " + bay + ": camera gone");
    }
  }

  private void drop(IOException failure) {
    MtpConnection open = session;
    session = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        failure.addSuppressed(e);
      }
    }
  }

  private static String key(byte[] rawPath) {
    return new String(rawPath, StandardCharsets.ISO_8859_1);
  }

  private static String text(byte[] rawPath) {
    return new String(rawPath, StandardCharsets.UTF_8).replaceAll("\\p{Cntrl}", "?");
  }

  /** Ends the session, if there is one, and waits until the helper has let go of the camera. */
  @Override
  public void letGo() {
    lock.lock();
    try (MtpConnection open = session) {
      session = null;
      if (open != null) {
        open.ask("end", 0, OPEN_LIMIT);
      }
    } catch (IOException e) {
      // The helper ends with its connection; whoever comes before it has ended will say so.
      LOG.info("bay {}: session ended, {}", bay, e.getMessage());
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Path root() {
    return Path.of("mtp:" + bay);
  }

  @Override
  public String connection() {
    return connection;
  }

  @Override
  public void close() throws IOException {
    closed = true;
    lock.lock();
    try {
      MtpConnection open = session;
      session = null;
      if (open != null) {
        open.close();
      }
    } finally {
      lock.unlock();
    }
  }
}
