package org.dockwarden.agent.eraser;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.dockwarden.dock.libmtp.ErasingSession;
import org.dockwarden.dock.libmtp.MtpObject;
import org.dockwarden.dock.libmtp.MtpPort;

/** An MTP camera in memory, with files in its root; it does something at the n-th call. */
final class FakeMtpCamera implements MtpPort<ErasingSession> {
  static final int STORAGE = 0x0001_0001;

  private final Map<String, byte[]> files = new TreeMap<>();
  private final Map<String, Long> times = new TreeMap<>();
  private final List<Integer> erased = new ArrayList<>();
  private int calls;
  private int eventAt = -1;
  private Runnable event = () -> {};
  private Runnable afterRead = () -> {};
  private boolean isGone;
  private boolean isReadOnly;
  private int shift;

  void put(String name, byte[] content, long modifiedSeconds) {
    files.put(name, content.clone());
    times.put(name, modifiedSeconds);
  }

  boolean has(String name) {
    return files.containsKey(name);
  }

  int calls() {
    return calls;
  }

  int erasedCount() {
    return erased.size();
  }

  void at(int call, Runnable what) {
    eventAt = call;
    event = what;
  }

  /** Does this once something was read, before anything else is asked. */
  void afterRead(Runnable what) {
    afterRead = what;
  }

  void pull() {
    isGone = true;
  }

  void makeReadOnly() {
    isReadOnly = true;
  }

  /** The first file's handle is the second's from now on. */
  void renumber() {
    shift -= 1;
  }

  private void call() throws IOException {
    if (calls++ == eventAt) {
      event.run();
    }
    if (isGone) {
      throw new IOException("I/O error");
    }
  }

  private List<MtpObject> all() {
    List<MtpObject> all = new ArrayList<>();
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      all.add(
          new MtpObject(
              all.size() + 1 + shift,
              0,
              STORAGE,
              file.getKey().getBytes(StandardCharsets.UTF_8),
              file.getValue().length,
              times.getOrDefault(file.getKey(), 0L),
              MtpObject.Kind.FILE));
    }
    return all;
  }

  private MtpObject find(int id) throws IOException {
    for (MtpObject object : all()) {
      if (object.id() == id) {
        return object;
      }
    }
    throw new IOException("object %08x: not told".formatted(id));
  }

  @Override
  public ErasingSession openListing() throws IOException {
    return open();
  }

  @Override
  public ErasingSession openFresh() throws IOException {
    return open();
  }

  private ErasingSession open() throws IOException {
    call();
    return new ErasingSession() {
      @Override
      public List<MtpObject> objects() throws IOException {
        call();
        return all();
      }

      @Override
      public MtpObject object(int id) throws IOException {
        call();
        return find(id);
      }

      @Override
      public byte[] read(int id, long offset, int length) throws IOException {
        call();
        byte[] content =
            files.getOrDefault(new String(find(id).name(), StandardCharsets.UTF_8), new byte[0]);
        int to = (int) Math.min(content.length, offset + length);
        byte[] read = Arrays.copyOfRange(content, (int) offset, to);
        afterRead.run();
        return read;
      }

      @Override
      public void erase(int id) throws IOException {
        call();
        if (isReadOnly) {
          throw new IOException("object %08x: not erased Store_Read_Only".formatted(id));
        }
        files.remove(new String(find(id).name(), StandardCharsets.UTF_8));
        erased.add(id);
      }

      @Override
      public void close() {}
    };
  }
}
