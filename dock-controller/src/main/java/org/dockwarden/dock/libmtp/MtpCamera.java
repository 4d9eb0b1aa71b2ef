package org.dockwarden.dock.libmtp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dockwarden.dock.bay.BayException;
import org.dockwarden.dock.bay.BayReason;
import org.dockwarden.dock.volume.VolumeLimits;
import org.jspecify.annotations.Nullable;

/**
 * A camera's objects as files. A handle names an object within one session only (PTP, 4.2.7): in
 * each session it is first seen which handle leads to a path. Cameras whose handles last save a
 * list by it. For one thread.
 *
 * @param <S> what its sessions can do
 */
public final class MtpCamera<S extends MtpSession> implements AutoCloseable {
  private static final int MAX_PATH_BYTES = 4096;

  private final MtpPort<S> port;
  private final VolumeLimits limits;
  private final Map<String, MtpFile> known = new HashMap<>();
  private final Set<String> seen = new HashSet<>();
  private final Map<Integer, byte[]> folders = new HashMap<>();
  private boolean isLasting = true;
  private @Nullable S session;

  /**
   * What lies on a camera.
   *
   * @param files every one
   * @param others playlists and the like, which have no content
   */
  public record Listing(List<MtpFile> files, List<MtpFile> others) {
    public Listing {
      files = List.copyOf(files);
      others = List.copyOf(others);
    }
  }

  /** Nothing is opened yet. */
  public MtpCamera(MtpPort<S> port, VolumeLimits limits) {
    this.port = port;
    this.limits = limits;
  }

  /**
   * Lists everything, in a session of its own. Two files of one path are a fault of the camera: one
   * of them would hide the other (F-22).
   */
  public Listing list() throws IOException {
    close();
    known.clear();
    S opened = port.openListing();
    session = opened;
    List<MtpObject> objects = opened.objects();
    if (objects.size() > limits.files()) {
      throw new BayException(
          BayReason.TOO_MANY_FILES,
          "camera: %d objects (expected: <= %d)".formatted(objects.size(), limits.files()));
    }
    List<MtpFile> files = new ArrayList<>();
    List<MtpFile> others = new ArrayList<>();
    for (MtpObject object : objects) {
      MtpFile file = file(opened, object);
      if (!seen.add(key(file.rawPath()))) {
        throw damaged("two objects are named " + file);
      }
      if (object.kind() == MtpObject.Kind.FILE) {
        files.add(file);
        known.put(key(file.rawPath()), file);
      } else {
        others.add(file);
      }
    }
    return new Listing(files, others);
  }

  /**
   * The file at this path as it is now: in a new session, since a session goes on telling what it
   * was told first.
   */
  public MtpFile look(byte[] rawPath) throws IOException {
    close();
    return seen(rawPath);
  }

  /** Reads a range of a file that was listed. */
  public byte[] read(byte[] rawPath, long offset, int length) throws IOException {
    MtpFile file = seen(rawPath);
    if (length < 1 || offset < 0 || offset > file.bytes() - length) {
      throw new IOException(
          "%s: %d bytes at %d (expected: within %d)".formatted(file, length, offset, file.bytes()));
    }
    return session().read(file.id(), offset, length);
  }

  /** The session at hand, or a new one. */
  public S session() throws IOException {
    S open = session;
    if (open == null) {
      open = port.openFresh();
      session = open;
    }
    return open;
  }

  /** The file, after its handle was seen to lead to its path in this session. */
  private MtpFile seen(byte[] rawPath) throws IOException {
    MtpFile before = listed(rawPath);
    if (seen.contains(key(rawPath))) {
      return before;
    }
    if (isLasting && isStillAt(before)) {
      return listed(rawPath);
    }
    isLasting = false;
    list();
    return listed(rawPath);
  }

  private MtpFile listed(byte[] rawPath) throws NoSuchFileException {
    MtpFile file = known.get(key(rawPath));
    if (file == null) {
      throw new NoSuchFileException(new String(rawPath, StandardCharsets.UTF_8));
    }
    return file;
  }

  /** Whether the handle of before leads to the same path in this session, which is then known. */
  private boolean isStillAt(MtpFile before) throws IOException {
    S open = session();
    MtpFile now;
    try {
      MtpObject object = open.object(before.id());
      if (object.kind() != MtpObject.Kind.FILE) {
        return false;
      }
      now = file(open, object);
    } catch (IOException _) {
      return false; // Whatever it was: a list tells, or fails with the reason.
    }
    if (!Arrays.equals(now.rawPath(), before.rawPath())) {
      return false;
    }
    known.put(key(now.rawPath()), now);
    seen.add(key(now.rawPath()));
    return true;
  }

  private static String key(byte[] rawPath) {
    return new String(rawPath, StandardCharsets.ISO_8859_1);
  }

  private MtpFile file(MtpSession open, MtpObject object) throws IOException {
    ByteArrayOutputStream path = new ByteArrayOutputStream();
    path.writeBytes(
        object.isAtRoot()
            ? "%08x".formatted(object.storage()).getBytes(StandardCharsets.US_ASCII)
            : folder(open, object.parent(), 1));
    append(path, object);
    return new MtpFile(
        path.toByteArray(),
        object.bytes(),
        Instant.ofEpochSecond(object.modifiedSeconds()),
        object.storage(),
        object.id());
  }

  private byte[] folder(MtpSession open, int id, int depth) throws IOException {
    byte[] path = folders.get(id);
    if (path != null) {
      return path;
    }
    if (depth > limits.depth()) {
      throw damaged("folders deeper than " + limits.depth());
    }
    MtpObject object = open.object(id);
    if (object.kind() != MtpObject.Kind.FOLDER || object.id() != id) {
      throw damaged("a folder that is none");
    }
    ByteArrayOutputStream made = new ByteArrayOutputStream();
    made.writeBytes(
        object.isAtRoot()
            ? "%08x".formatted(object.storage()).getBytes(StandardCharsets.US_ASCII)
            : folder(open, object.parent(), depth + 1));
    append(made, object);
    folders.put(id, made.toByteArray());
    return made.toByteArray();
  }

  private static void append(ByteArrayOutputStream path, MtpObject object) throws BayException {
    byte[] name = object.name();
    String text = new String(name, StandardCharsets.ISO_8859_1);
    if (text.isEmpty() || text.equals(".") || text.equals("..") || text.indexOf('/') >= 0) {
      throw damaged("object %08x has no name that a file can have".formatted(object.id()));
    }
    path.write('/');
    path.writeBytes(name);
    if (path.size() > MAX_PATH_BYTES) {
      throw damaged("a path longer than " + MAX_PATH_BYTES + " bytes");
    }
  }

  private static BayException damaged(String what) {
    return new BayException(BayReason.VOLUME_DAMAGED, "camera: " + what);
  }

  /** Lets go of the camera; the next call opens it again. */
  @Override
  public void close() throws IOException {
    S open = session;
    session = null;
    seen.clear();
    folders.clear();
    if (open != null) {
      open.close();
    }
  }
}
