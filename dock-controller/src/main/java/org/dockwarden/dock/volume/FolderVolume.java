package org.dockwarden.dock.volume;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.dockwarden.dock.camera.CameraGoneException;
import org.dockwarden.dock.camera.CameraVolume;
import org.dockwarden.dock.camera.SkippedEntry;
import org.dockwarden.dock.camera.VolumeFile;
import org.jspecify.annotations.Nullable;

/**
 * A folder, such as a mount point, as a camera's volume. The folder is held open: what is mounted
 * at its path later is never read through this object. Whether the camera is still there is asked
 * before each call and after each failure, so that an unplugged camera shows as one.
 */
public final class FolderVolume implements CameraVolume {
  private final Path root;
  private final String connection;
  private final Presence presence;
  private final VolumeLimits limits;
  private final Closeable whenClosed;
  private final SecureDirectoryStream<Path> held;
  private final Set<VolumeChannel> channels = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean closed = new AtomicBoolean();

  /** What was asked of the volume; failures of it are told apart by presence. */
  @FunctionalInterface
  interface Access<T> {
    T get() throws IOException;
  }

  private FolderVolume(
      Path root,
      String connection,
      Presence presence,
      VolumeLimits limits,
      Closeable whenClosed,
      SecureDirectoryStream<Path> held) {
    this.root = root;
    this.connection = connection;
    this.presence = presence;
    this.limits = limits;
    this.whenClosed = whenClosed;
    this.held = held;
  }

  /** A folder that nobody unplugs. */
  public static FolderVolume open(Path root, String connection) throws IOException {
    return open(root, connection, Presence.ALWAYS, VolumeLimits.STANDARD, () -> {});
  }

  /**
   * Opens the folder.
   *
   * @param whenClosed what else is to be done on closing, after every channel is closed: unmounting
   */
  @SuppressWarnings("StreamResourceLeak") // Held open until close(); see the class.
  public static FolderVolume open(
      Path root, String connection, Presence presence, VolumeLimits limits, Closeable whenClosed)
      throws IOException {
    DirectoryStream<Path> opened = Files.newDirectoryStream(root);
    if (opened instanceof SecureDirectoryStream<Path> secure) {
      return new FolderVolume(root, connection, presence, limits, whenClosed, secure);
    }
    opened.close();
    throw new IOException(root + ": no relative access (expected: Linux)");
  }

  @Override
  public void list(Consumer<VolumeFile> found, Consumer<SkippedEntry> skipped) throws IOException {
    guarded(
        () -> {
          try (SecureDirectoryStream<Path> top = folder(held, Path.of("."))) {
            new VolumeWalk(limits, found, skipped, this::requirePresent).walk(top);
          }
          return true;
        });
  }

  @Override
  public VolumeFile look(byte[] rawPath) throws IOException {
    return guarded(
        () -> inFolder(rawPath, (folder, name) -> fileOf(rawPath, attributes(folder, name))));
  }

  @Override
  public SeekableByteChannel open(byte[] rawPath) throws IOException {
    return guarded(() -> inFolder(rawPath, (folder, name) -> openIn(folder, name, rawPath)));
  }

  /** Looks before and after, so that nothing but the regular file that was looked at is opened. */
  private SeekableByteChannel openIn(SecureDirectoryStream<Path> folder, Path name, byte[] rawPath)
      throws IOException {
    FileKey before = FileKey.of(regular(rawPath, attributes(folder, name)));
    SeekableByteChannel file =
        folder.newByteChannel(name, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
    VolumeChannel channel = new VolumeChannel(file, this::guarded, channels::remove);
    channels.add(channel);
    try {
      requireOpen(); // After adding: a close that runs meanwhile has either seen the channel or us.
      if (!before.equals(FileKey.of(regular(rawPath, attributes(folder, name))))) {
        throw new IOException(text(rawPath) + ": another file while it was opened");
      }
      return channel;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  @FunctionalInterface
  private interface InFolder<T> {
    T apply(SecureDirectoryStream<Path> folder, Path name) throws IOException;
  }

  /** Walks to the folder of a file, one component at a time, following no link. */
  private <T> T inFolder(byte[] rawPath, InFolder<T> use) throws IOException {
    List<byte[]> components = RawName.components(rawPath);
    Deque<SecureDirectoryStream<Path>> opened = new ArrayDeque<>();
    try {
      SecureDirectoryStream<Path> folder = held;
      for (byte[] component : components.subList(0, components.size() - 1)) {
        folder = folder(folder, RawName.of(component));
        opened.push(folder);
      }
      return use.apply(folder, RawName.of(components.getLast()));
    } finally {
      closeAll(opened);
    }
  }

  private static void closeAll(Deque<SecureDirectoryStream<Path>> opened) throws IOException {
    for (SecureDirectoryStream<Path> folder : opened) {
      folder.close();
    }
  }

  static SecureDirectoryStream<Path> folder(SecureDirectoryStream<Path> parent, Path name)
      throws IOException {
    return parent.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS);
  }

  static BasicFileAttributes attributes(SecureDirectoryStream<Path> folder, Path name)
      throws IOException {
    return folder
        .getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
        .readAttributes();
  }

  static VolumeFile fileOf(byte[] rawPath, BasicFileAttributes attributes) throws IOException {
    FileKey key = FileKey.of(regular(rawPath, attributes));
    return new VolumeFile(
        rawPath,
        attributes.size(),
        attributes.lastModifiedTime().toInstant(),
        key.device(),
        key.inode());
  }

  private static BasicFileAttributes regular(byte[] rawPath, BasicFileAttributes attributes)
      throws IOException {
    if (!attributes.isRegularFile()) {
      throw new NoSuchFileException(text(rawPath), null, "not a regular file");
    }
    return attributes;
  }

  private static String text(byte[] rawPath) {
    return new String(rawPath, StandardCharsets.UTF_8).replaceAll("\\p{Cntrl}", "?");
  }

  /** Runs an access while the camera is there; a failure of one that has left says so. */
  private <T> T guarded(Access<T> access) throws IOException {
    requirePresent();
    try {
      return access.get();
    } catch (CameraGoneException e) {
      throw e;
    } catch (IOException e) {
      if (closed.get() || !presence.isPresent()) {
        throw new CameraGoneException(root + ": camera gone", e);
      }
      throw e;
    }
  }

  private void requirePresent() throws IOException {
    requireOpen();
    if (!presence.isPresent()) {
      throw new CameraGoneException(root + ": camera gone");
    }
  }

  private void requireOpen() throws CameraGoneException {
    if (closed.get()) {
      throw new CameraGoneException(root + ": volume closed");
    }
  }

  @Override
  public Path root() {
    return root;
  }

  @Override
  public String connection() {
    return connection;
  }

  @Override
  public void close() throws IOException {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    IOException failure = null;
    for (Closeable part : parts()) {
      try {
        part.close();
      } catch (IOException e) {
        failure = joined(failure, e);
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  /** Channels, folder, then what lies below: nothing may be open when it is unmounted. */
  private List<Closeable> parts() {
    List<Closeable> parts = new ArrayList<>(channels);
    parts.add(held);
    parts.add(whenClosed);
    return parts;
  }

  private static IOException joined(@Nullable IOException first, IOException next) {
    if (first == null) {
      return next;
    }
    first.addSuppressed(next);
    return first;
  }
}
