package org.dockwarden.agent.health.outbox;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The changes that are not known to have arrived (H-16 to H-19). Events are on stable storage when
 * {@link #add} returns, or counted as dropped; nothing here ever throws for a disk that is full.
 * One thread.
 */
public final class Outbox {
  private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

  /** What is dropped at a time is one slot: a sixteenth of the bound. */
  private static final int SLOTS = 16;

  private static final int NO_SLOT = -1;

  private final Slots slots;
  private final long slotBytes;
  private final long[] sizes;
  private final boolean[] eventful;
  private final int[] entries;
  private final Deque<Place> waiting = new ArrayDeque<>();
  private final Deque<Place> sent = new ArrayDeque<>();
  private long nextNumber;
  private long dropped;
  private long droppedEvents;
  private int eventSlot = NO_SLOT;
  private int telemetrySlot = NO_SLOT;
  private Optional<String> trouble = Optional.empty();

  /** Where an entry lies. */
  private record Place(
      long number, int slot, long offset, int bytes, boolean isEvent, long sentNanos) {
    Place sentAt(long nanos) {
      return new Place(number, slot, offset, bytes, isEvent, nanos);
    }
  }

  Outbox(Slots slots, long bound) throws IOException {
    this.slots = slots;
    this.slotBytes = bound / slots.count();
    this.sizes = new long[slots.count()];
    this.eventful = new boolean[slots.count()];
    this.entries = new int[slots.count()];
    for (int slot = 0; slot < slots.count(); slot++) {
      load(slot);
    }
    Place[] ordered = waiting.toArray(new Place[0]);
    Arrays.sort(ordered, Comparator.comparingLong(Place::number));
    waiting.clear();
    waiting.addAll(Arrays.asList(ordered));
    nextNumber = waiting.isEmpty() ? 0 : waiting.getLast().number() + 1;
  }

  /** Opens the outbox of a folder; what a former run left waits to be sent. */
  public static Outbox open(Path folder, long bound) throws IOException {
    return new Outbox(new FileSlots(folder, SLOTS), bound);
  }

  private void load(int slot) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(slots.read(slot));
    int offset = 0;
    for (var entry = Entry.decode(bytes); entry.isPresent(); entry = Entry.decode(bytes)) {
      boolean isEvent = entry.get().change().isEvent();
      waiting.add(
          new Place(entry.get().number(), slot, offset, bytes.position() - offset, isEvent, 0));
      eventful[slot] = isEvent;
      entries[slot]++;
      offset = bytes.position();
    }
    sizes[slot] = offset;
  }

  /** Keeps a change; its metrics become historical. */
  public void add(Change change) {
    byte[] bytes = new Entry(nextNumber, change.historical()).encode();
    if (bytes.length > slotBytes) {
      count(change.isEvent(), 1);
      return;
    }
    int slot = slotFor(change.isEvent(), bytes.length);
    try {
      slots.write(slot, sizes[slot], bytes, change.isEvent());
      waiting.add(new Place(nextNumber, slot, sizes[slot], bytes.length, change.isEvent(), 0));
      nextNumber++;
      sizes[slot] += bytes.length;
      eventful[slot] = change.isEvent();
      entries[slot]++;
      trouble = Optional.empty();
    } catch (IOException e) {
      count(change.isEvent(), 1);
      troubled(e);
    }
  }

  private int slotFor(boolean isEvent, int bytes) {
    int slot = isEvent ? eventSlot : telemetrySlot;
    if (slot == NO_SLOT || sizes[slot] + bytes > slotBytes) {
      slot = freeSlot();
      if (isEvent) {
        eventSlot = slot;
      } else {
        telemetrySlot = slot;
      }
    }
    return slot;
  }

  private int freeSlot() {
    for (int slot = 0; slot < entries.length; slot++) {
      if (entries[slot] == 0 && slot != eventSlot && slot != telemetrySlot) {
        sizes[slot] = 0;
        return slot;
      }
    }
    int oldest = oldest(false).orElseGet(() -> oldest(true).orElse(0));
    drop(oldest);
    return oldest;
  }

  /** The slot with the oldest entry of this kind. */
  private Optional<Integer> oldest(boolean isEvent) {
    return Stream.concat(sent.stream(), waiting.stream())
        .filter(place -> place.isEvent() == isEvent)
        .min(Comparator.comparingLong(Place::number))
        .map(Place::slot);
  }

  private void drop(int slot) {
    boolean isEvent = eventful[slot];
    long before = waiting();
    waiting.removeIf(place -> place.slot() == slot);
    sent.removeIf(place -> place.slot() == slot);
    count(isEvent, before - waiting());
    LOG.warn("outbox full: {} changes dropped", before - waiting());
    entries[slot] = 0;
    sizes[slot] = 0;
    eventSlot = slot == eventSlot ? NO_SLOT : eventSlot;
    telemetrySlot = slot == telemetrySlot ? NO_SLOT : telemetrySlot;
  }

  private void count(boolean isEvent, long changes) {
    dropped += changes;
    if (isEvent) {
      droppedEvents += changes;
    }
  }

  private void troubled(IOException e) {
    if (trouble.isEmpty()) {
      LOG.warn("outbox: {}", e.toString());
    }
    trouble = Optional.of("outbox: " + e.getMessage());
  }

  /** The next change to be sent; it is kept until {@link #confirm}. */
  public Optional<Change> send(long nanos) {
    while (!waiting.isEmpty()) {
      Place place = waiting.removeFirst();
      Optional<Entry> entry = read(place);
      if (entry.isPresent()) {
        sent.add(place.sentAt(nanos));
        return Optional.of(entry.get().change());
      }
      count(place.isEvent(), 1);
      forget(place);
    }
    return Optional.empty();
  }

  private Optional<Entry> read(Place place) {
    try {
      return Entry.decode(ByteBuffer.wrap(slots.read(place.slot(), place.offset(), place.bytes())));
    } catch (IOException e) {
      troubled(e);
      return Optional.empty();
    }
  }

  /** What was sent before this time has arrived: the session has outlived it (H-18). */
  public void confirm(long beforeNanos) {
    while (!sent.isEmpty() && sent.getFirst().sentNanos() - beforeNanos < 0) {
      forget(sent.removeFirst());
    }
  }

  private void forget(Place place) {
    entries[place.slot()]--;
    if (entries[place.slot()] == 0) {
      sizes[place.slot()] = 0;
      try {
        slots.empty(place.slot());
      } catch (IOException e) {
        troubled(e); // It is sent again after the next start.
      }
    }
  }

  /** What is not confirmed has to be sent again. */
  public void rewind() {
    while (!sent.isEmpty()) {
      waiting.addFirst(sent.removeLast());
    }
  }

  /** Whether there is anything to send. */
  public boolean isIdle() {
    return waiting.isEmpty();
  }

  /** Changes that are kept. */
  public long waiting() {
    return waiting.size() + (long) sent.size();
  }

  /** Changes that were lost to the bound or the disk since the start, events among them. */
  public long dropped() {
    return dropped;
  }

  /** Events among {@link #dropped}. */
  public long droppedEvents() {
    return droppedEvents;
  }

  /** What is wrong with the disk, if anything is. */
  public Optional<String> trouble() {
    return trouble;
  }
}
