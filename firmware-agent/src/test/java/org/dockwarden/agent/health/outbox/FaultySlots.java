package org.dockwarden.agent.health.outbox;

import java.io.IOException;
import java.util.Arrays;

/** Slots in memory, on a disk that fails from the n-th write on. */
final class FaultySlots implements Slots {
  private final byte[][] slots;
  private int writesLeft;

  FaultySlots(int count, int writesLeft) {
    this.slots = new byte[count][0];
    this.writesLeft = writesLeft;
  }

  void repair() {
    writesLeft = Integer.MAX_VALUE;
  }

  @Override
  public int count() {
    return slots.length;
  }

  @Override
  public byte[] read(int slot) {
    return slots[slot].clone();
  }

  @Override
  public byte[] read(int slot, long offset, int length) {
    return Arrays.copyOfRange(slots[slot], (int) offset, (int) offset + length);
  }

  @Override
  public void write(int slot, long offset, byte[] bytes, boolean isDurable) throws IOException {
    if (writesLeft-- <= 0) {
      // What a full disk leaves: a part.
      slots[slot] = Arrays.copyOf(slots[slot], (int) offset + bytes.length / 2);
      throw new IOException("No space left on device");
    }
    slots[slot] = Arrays.copyOf(slots[slot], (int) offset + bytes.length);
    System.arraycopy(bytes, 0, slots[slot], (int) offset, bytes.length);
  }

  @Override
  public void empty(int slot) {
    slots[slot] = new byte[0];
  }
}
