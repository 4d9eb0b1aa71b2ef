package org.dockwarden.dock.libmtp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A camera in memory. Like a real one it lets one session at a time have it, and like libmtp a
 * session goes on telling what it was told first.
 */
public final class FakeMtpCamera implements MtpPort<ErasingSession> {
  public static final int STORAGE = 0x0001_0001;

  private final Map<Integer, MtpObject> objects = new LinkedHashMap<>();
  private final Map<Integer, byte[]> contents = new HashMap<>();
  private int nextId = 1;
  private boolean isTaken;
  private boolean isGone;
  private boolean isReadOnly;
  private boolean givesNewHandles;
  private int sessions;
  private int listings;

  /** Adds a folder; 0 is the storage itself. */
  public synchronized int folder(int parent, String name) {
    return add(parent, name.getBytes(StandardCharsets.UTF_8), MtpObject.Kind.FOLDER, new byte[0]);
  }

  public synchronized int file(int parent, String name, byte[] content) {
    return add(parent, name.getBytes(StandardCharsets.UTF_8), MtpObject.Kind.FILE, content);
  }

  synchronized int playlist(int parent, String name) {
    return add(parent, name.getBytes(StandardCharsets.UTF_8), MtpObject.Kind.ABSTRACT, new byte[0]);
  }

  private int add(int parent, byte[] name, MtpObject.Kind kind, byte[] content) {
    int id = nextId++;
    put(new MtpObject(id, parent, STORAGE, name, content.length, 1_000 + id, kind), content);
    return id;
  }

  private void put(MtpObject object, byte[] content) {
    objects.put(object.id(), object);
    contents.put(object.id(), content.clone());
  }

  /** Makes a file another one, under the same handle. */
  public synchronized void change(int id, byte[] content, long modifiedSeconds) {
    MtpObject old = object(id);
    put(
        new MtpObject(
            id, old.parent(), STORAGE, old.name(), content.length, modifiedSeconds, old.kind()),
        content);
  }

  /** A file's content rots without a trace in what the camera tells of it. */
  public synchronized void rot(int id, byte[] content) {
    contents.put(id, content.clone());
  }

  /** Another parent than the one that it has. */
  synchronized void move(int id, int parent) {
    MtpObject old = object(id);
    objects.put(
        id,
        new MtpObject(
            id, parent, STORAGE, old.name(), old.bytes(), old.modifiedSeconds(), old.kind()));
  }

  private MtpObject object(int id) {
    MtpObject object = objects.get(id);
    if (object == null) {
      throw new IllegalArgumentException("object: " + id);
    }
    return object;
  }

  /** From now on every session hands out handles that were never used. */
  public synchronized void giveNewHandles() {
    givesNewHandles = true;
  }

  /** The cable is pulled. */
  public synchronized void pull() {
    isGone = true;
  }

  public synchronized void makeReadOnly() {
    isReadOnly = true;
  }

  public synchronized boolean isTaken() {
    return isTaken;
  }

  public synchronized int sessions() {
    return sessions;
  }

  public synchronized int listings() {
    return listings;
  }

  /** What is left of the file with this name. */
  public synchronized boolean has(String name) {
    return objects.values().stream()
        .anyMatch(object -> new String(object.name(), StandardCharsets.UTF_8).equals(name));
  }

  @Override
  public synchronized ErasingSession openListing() throws IOException {
    listings++;
    return open(true);
  }

  @Override
  public synchronized ErasingSession openFresh() throws IOException {
    return open(false);
  }

  private ErasingSession open(boolean knowsAll) throws IOException {
    requireHere();
    if (isTaken) {
      throw new IOException("camera: no MTP session (expected: one, used by nobody else)");
    }
    if (givesNewHandles) {
      renumber();
    }
    isTaken = true;
    sessions++;
    return new Session(knowsAll || !givesNewHandles);
  }

  private void requireHere() throws IOException {
    if (isGone) {
      throw new IOException("PTP Layer error 02ff: I/O error");
    }
  }

  private void renumber() {
    int shift = nextId;
    nextId += shift;
    List<MtpObject> old = List.copyOf(objects.values());
    Map<Integer, byte[]> kept = Map.copyOf(contents);
    objects.clear();
    contents.clear();
    for (MtpObject object : old) {
      int parent = object.isAtRoot() ? 0 : object.parent() + shift;
      put(
          new MtpObject(
              object.id() + shift,
              parent,
              STORAGE,
              object.name(),
              object.bytes(),
              object.modifiedSeconds(),
              object.kind()),
          kept.getOrDefault(object.id(), new byte[0]));
    }
  }

  private final class Session implements ErasingSession {
    private final Map<Integer, MtpObject> told = new HashMap<>();
    private final boolean knowsHandles;

    Session(boolean knowsHandles) {
      this.knowsHandles = knowsHandles;
    }

    @Override
    public List<MtpObject> objects() throws IOException {
      synchronized (FakeMtpCamera.this) {
        requireHere();
        List<MtpObject> all = new ArrayList<>();
        for (MtpObject object : objects.values()) {
          told.put(object.id(), object);
          if (object.kind() != MtpObject.Kind.FOLDER) {
            all.add(object);
          }
        }
        return all;
      }
    }

    @Override
    public MtpObject object(int id) throws IOException {
      synchronized (FakeMtpCamera.this) {
        requireHere();
        MtpObject object = told.getOrDefault(id, objects.get(id));
        if (object == null || !knowsHandles) {
          throw new IOException("object %08x: not told".formatted(id));
        }
        told.put(id, object);
        return object;
      }
    }

    @Override
    public byte[] read(int id, long offset, int length) throws IOException {
      synchronized (FakeMtpCamera.this) {
        requireHere();
        byte[] content = contents.getOrDefault(id, new byte[0]);
        int to = (int) Math.min(content.length, offset + length);
        return Arrays.copyOfRange(content, (int) offset, to);
      }
    }

    @Override
    public void erase(int id) throws IOException {
      synchronized (FakeMtpCamera.this) {
        requireHere();
        if (isReadOnly || objects.remove(id) == null) {
          throw new IOException("object %08x: not erased Store_Read_Only".formatted(id));
        }
      }
    }

    @Override
    public void close() {
      synchronized (FakeMtpCamera.this) {
        isTaken = false;
      }
    }
  }
}
