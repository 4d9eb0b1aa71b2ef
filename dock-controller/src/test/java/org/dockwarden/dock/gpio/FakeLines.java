package org.dockwarden.dock.gpio;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Lines in memory, which can fail. */
public final class FakeLines implements OutputLines {
  public final SortedMap<Integer, Boolean> active = new TreeMap<>();
  public final List<Integer> broken = new ArrayList<>();
  public final List<Integer> odd = new ArrayList<>();
  public final List<Integer> stuck = new ArrayList<>();
  public int open;

  @Override
  public OutputLine open(int chip, int line, boolean isActiveLow, boolean isActive)
      throws IOException {
    if (broken.contains(line)) {
      throw new IOException("line " + line + ": errno 16");
    }
    active.put(line, isActive);
    open++;
    return new Line(line);
  }

  @Override
  public void close() {}

  private final class Line implements OutputLine {
    private final int line;

    Line(int line) {
      this.line = line;
    }

    @Override
    public void set(boolean isActive) throws IOException {
      if (broken.contains(line)) {
        throw new IOException("line " + line + ": errno 5");
      }
      if (odd.contains(line)) {
        throw new IllegalStateException("line " + line + ": odd");
      }
      if (!stuck.contains(line)) {
        active.put(line, isActive);
      }
    }

    @Override
    public boolean isActive() {
      return active.getOrDefault(line, false);
    }

    @Override
    public void close() {
      open--;
    }
  }
}
