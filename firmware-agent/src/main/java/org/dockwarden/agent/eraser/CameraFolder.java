package org.dockwarden.agent.eraser;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dockwarden.evidence.identity.CameraPath;
import org.dockwarden.evidence.identity.Digest;

/**
 * The folder of one file on a camera, opened component by component from the volume's root with
 * openat(2) and O_NOFOLLOW: no symbolic link anywhere on the way can lead out of the volume.
 */
final class CameraFolder implements AutoCloseable {
  private static final int BUFFER_BYTES = 128 * 1024;

  /** How the JDK on Linux writes a file key: st_dev in hexadecimal, st_ino in decimal. */
  private static final Pattern FILE_KEY = Pattern.compile("\\(dev=([0-9a-f]+),ino=(-?[0-9]+)\\)");

  private final SecureDirectoryStream<Path> folder;
  private final Path folderPath;
  private final Path name;

  private CameraFolder(SecureDirectoryStream<Path> folder, Path folderPath, Path name) {
    this.folder = folder;
    this.folderPath = folderPath;
    this.name = name;
  }

  @SuppressWarnings("StreamResourceLeak") // Held open until close().
  static CameraFolder open(Path volume, CameraPath path) throws IOException {
    List<Path> components = components(path);
    Path at = volume;
    SecureDirectoryStream<Path> folder = secure(Files.newDirectoryStream(volume), volume);
    try {
      for (Path component : components.subList(0, components.size() - 1)) {
        SecureDirectoryStream<Path> next =
            folder.newDirectoryStream(component, LinkOption.NOFOLLOW_LINKS);
        folder.close();
        folder = next;
        at = at.resolve(component);
      }
      return new CameraFolder(folder, at, components.getLast());
    } catch (IOException e) {
      folder.close();
      throw e;
    }
  }

  private static SecureDirectoryStream<Path> secure(DirectoryStream<Path> stream, Path folder)
      throws IOException {
    if (stream instanceof SecureDirectoryStream<Path> secure) {
      return secure;
    }
    stream.close();
    throw new NotDirectoryException(folder + ": not on a file system with openat");
  }

  /** Names as the file system has them: a file URI is the one way to a path of raw bytes. */
  private static List<Path> components(CameraPath path) {
    List<Path> components = new ArrayList<>();
    ByteArrayOutputStream component = new ByteArrayOutputStream();
    for (byte unit : path.raw()) {
      if (unit == '/') {
        components.add(name(component.toByteArray()));
        component.reset();
      } else {
        component.write(unit);
      }
    }
    components.add(name(component.toByteArray()));
    return components;
  }

  private static Path name(byte[] raw) {
    StringBuilder uri = new StringBuilder("file:///");
    for (byte unit : raw) {
      uri.append('%').append("%02X".formatted(unit));
    }
    return Path.of(URI.create(uri.toString())).getFileName();
  }

  /** The file as it is now; never that of a link's target. */
  BasicFileAttributes look() throws IOException {
    return folder
        .getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
        .readAttributes();
  }

  /** Whether the file is the one that had this identity. */
  static boolean has(FileIdentity identity, BasicFileAttributes file) {
    Matcher key = FILE_KEY.matcher(String.valueOf(file.fileKey()));
    return key.matches()
        && Long.parseUnsignedLong(key.group(1), 16) == identity.device()
        && Long.parseLong(key.group(2)) == identity.inode()
        && file.size() == identity.bytes()
        && file.lastModifiedTime().toInstant().equals(identity.modified());
  }

  /** SHA-256 of the file's bytes. */
  Digest digest() throws IOException {
    MessageDigest sha256 = Digest.bulkSha256();
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
    try (SeekableByteChannel file =
        folder.newByteChannel(name, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
      while (file.read(buffer.clear()) >= 0) {
        sha256.update(buffer.flip());
      }
    }
    return Digest.of(sha256.digest());
  }

  /** Erases this one file. When this returns, the folder without it is on the medium. */
  void erase() throws IOException {
    folder.deleteFile(name);
    try (FileChannel channel = FileChannel.open(folderPath, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  @Override
  public void close() throws IOException {
    folder.close();
  }
}
