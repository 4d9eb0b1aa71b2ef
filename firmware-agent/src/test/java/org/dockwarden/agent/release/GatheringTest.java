package org.dockwarden.agent.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class GatheringTest {
  private static final Duration POLL = Duration.ofSeconds(5);

  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
  private final Gathering gathering = new Gathering(nanos::get);

  @Test
  void restsLongerAfterEachFailureAndNoMoreAfterASuccess() {
    assertFalse(gathering.isResting());

    gathering.failed();
    pass(Gathering.FIRST_REST.minusNanos(1));
    assertTrue(gathering.isResting());
    pass(Duration.ofNanos(1));
    assertFalse(gathering.isResting());

    gathering.failed();
    pass(Gathering.FIRST_REST);
    assertTrue(gathering.isResting());

    gathering.end();
    assertFalse(gathering.isResting());
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  @Test
  void isOverOnceItsTimeHasPassedSinceTheFirst() {
    gathering.begin();
    pass(Gathering.LONGEST.minusNanos(1));
    gathering.begin();
    assertFalse(gathering.isOver());
    pass(Duration.ofNanos(1));
    assertTrue(gathering.isOver());
  }

  @Test
  void beginsAnewAfterItsEnd() {
    gathering.begin();
    pass(Gathering.LONGEST);
    gathering.end();
    assertFalse(gathering.isOver());
    gathering.begin();
    assertFalse(gathering.isOver());
  }

  @Test
  void pausesForWhatIsLeftOfIt() {
    assertEquals(POLL, gathering.pause(POLL));
    gathering.begin();
    pass(Duration.ofMillis(500));
    assertEquals(Gathering.LONGEST.minusMillis(500), gathering.pause(POLL));
    assertEquals(Duration.ofMillis(10), gathering.pause(Duration.ofMillis(10)));
    pass(Gathering.LONGEST);
    assertEquals(POLL, gathering.pause(POLL));
  }
}
