package org.dockwarden.agent.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class TidyingTest {
  private long moved;
  private long nanos;
  private int collections;
  private int growths;

  private final Tidying tidying =
      new Tidying(() -> moved, () -> growths++, () -> collections++, () -> nanos);

  private void rest(long nanoseconds) {
    nanos += nanoseconds;
    tidying.look();
  }

  @Test
  void collectsOnceAfterTheStart() {
    rest(Tidying.QUIET.toNanos() - 1);
    assertEquals(0, collections);
    rest(1);
    assertEquals(1, collections);
    rest(Tidying.AGAIN.toNanos() - 1);
    assertEquals(1, collections);
  }

  @Test
  void collectsAgainAfterAnHourOfRest() {
    rest(Tidying.QUIET.toNanos());
    rest(Tidying.AGAIN.toNanos());
    assertEquals(2, collections);
    rest(Tidying.AGAIN.toNanos() - 1);
    assertEquals(2, collections);
  }

  @Test
  void collectsOnceAfterEachTimeOfWork() {
    rest(Tidying.QUIET.toNanos());
    moved = 5;
    rest(1);
    rest(Tidying.QUIET.toNanos());
    assertEquals(2, collections);
    moved = 0; // The camera has left.
    rest(1);
    rest(Tidying.QUIET.toNanos() - 1);
    assertEquals(2, collections);
    rest(1);
    assertEquals(3, collections);
  }

  @Test
  void collectsNothingAsLongAsThereIsWork() {
    for (int look = 0; look < 100; look++) {
      moved++;
      rest(Tidying.QUIET.toNanos());
    }
    assertEquals(0, collections);
  }

  @Test
  void growsOnceWhenWorkBegins() {
    rest(Tidying.QUIET.toNanos());
    assertEquals(0, growths);
    moved = 5;
    rest(1);
    moved = 6;
    rest(1);
    assertEquals(1, growths);
    rest(Tidying.QUIET.toNanos());
    assertEquals(1, growths);
    moved = 7;
    rest(1);
    assertEquals(2, growths);
  }
}
