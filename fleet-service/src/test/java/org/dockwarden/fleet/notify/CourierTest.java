package org.dockwarden.fleet.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.dockwarden.evidence.testing.ExpectsLog;
import org.dockwarden.fleet.alert.AlertEvent;
import org.dockwarden.fleet.alert.Changes;
import org.dockwarden.fleet.alerting.AlertStore;
import org.dockwarden.fleet.alerting.sqlite.SqliteAlertStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CourierTest {
  private static final int HOURLY = 5;

  @TempDir private Path folder;
  private final FakeDestination desk = new FakeDestination("desk", HOURLY);
  private SqliteAlertStore store;
  private Courier courier;
  private Instant now = TestEvents.AT;

  @BeforeEach
  void open() throws IOException {
    store = SqliteAlertStore.open(folder.resolve("alerts.db"));
    store.destinations(List.of(new AlertStore.Place("desk", desk.address())));
    courier = new Courier(desk, store.outbox(), new Random(1));
  }

  @AfterEach
  void close() throws IOException {
    store.close();
  }

  @Test
  void sendsInOrderAndOnce() throws Exception {
    put(TestEvents.raised("1"), TestEvents.cleared("1"));
    put(TestEvents.raised("1"), TestEvents.cleared("1")); // the same again
    turn();
    turn();
    assertEquals(List.of("msg_al-1.1", "msg_al-1.2"), desk.tried);
  }

  @Test
  void whatWasPutInGoesOutAfterARestart() throws Exception {
    desk.answer = _ -> FakeDestination.unavailable();
    put(TestEvents.raised("1"));
    store.close();
    open();
    desk.answer = _ -> new Outcome.Sent("");
    turn();
    assertEquals(TestEvents.raised("1"), desk.taken.getFirst().notices().getFirst().event());
    store.close();
    open();
    turn();
    assertEquals(1, desk.taken.size());
  }

  @Test
  @ExpectsLog("not there")
  void aDestinationThatIsNotThereIsLeftAloneForLongerAndLonger() throws Exception {
    desk.answer = _ -> FakeDestination.unavailable();
    put(TestEvents.raised("1"), TestEvents.raised("2"));
    List<Long> tries = new ArrayList<>();
    for (long second = 0; second < 4 * 3600; second++) {
      int before = desk.tried.size();
      turn();
      if (desk.tried.size() > before) {
        tries.add(second);
      }
      now = now.plusSeconds(1);
    }
    assertTrue(tries.size() > 7 && tries.size() < 12, "four hours: " + tries);
    assertTrue(desk.tried.stream().allMatch("msg_al-1.1"::equals), "in order");
    assertEquals(List.of("destination desk: not there"), courier.health());
    desk.answer = _ -> new Outcome.Sent("");
    now = now.plus(Duration.ofHours(2));
    turn();
    assertEquals(2, desk.taken.size());
    assertEquals(List.of(), courier.health());
  }

  @Test
  @ExpectsLog("no such ticket")
  void aRefusedMessageHoldsUpNoOtherAndIsGivenUp() throws Exception {
    desk.answer =
        it ->
            it.id().equals("msg_al-1.1")
                ? new Outcome.Refused("no such ticket")
                : new Outcome.Sent("");
    put(TestEvents.raised("1"), TestEvents.raised("2"));
    for (int minute = 0; minute < 3 * 24 * 60; minute++) {
      turn();
      now = now.plus(Duration.ofMinutes(1));
    }
    assertEquals(List.of("msg_al-2.1"), desk.taken.stream().map(Message::id).toList());
    assertEquals(8, desk.tried.stream().filter("msg_al-1.1"::equals).count());
    assertEquals(1, store.outbox().standing("desk").givenUp());
    assertTrue(courier.health().contains("destination desk: 1 given up"));
  }

  @Test
  @ExpectsLog("410")
  void aDestinationThatIsGoneGetsNothingUntilItIsEnabled() throws Exception {
    desk.answer = _ -> new Outcome.Gone("410");
    put(TestEvents.raised("1"), TestEvents.raised("2"));
    turn();
    turn();
    assertEquals(1, desk.tried.size());
    assertEquals(List.of("destination desk: disabled, 410"), courier.health());
    store.close();
    open();
    turn();
    assertEquals(1, desk.tried.size(), "also after a restart");
    desk.answer = _ -> new Outcome.Sent("");
    store.enable("desk");
    turn();
    assertEquals(2, desk.taken.size());
  }

  @Test
  @ExpectsLog("410")
  void anotherAddressIsAnotherDestination() throws Exception {
    desk.answer = _ -> new Outcome.Gone("410");
    put(TestEvents.raised("1"));
    turn();
    desk.address = "elsewhere";
    desk.answer = _ -> new Outcome.Sent("");
    store.close();
    open();
    turn();
    assertEquals(1, desk.taken.size());
  }

  @Test
  void noMoreThanSoManyAnHourAndTheRestInOne() throws Exception {
    int events = 200;
    for (int i = 0; i < events; i++) {
      put(TestEvents.raised("" + i));
    }
    List<Instant> times = new ArrayList<>();
    for (int minute = 0; minute < 6 * 60; minute++) {
      for (int sent = turn(); sent > 0; sent--) {
        times.add(now);
      }
      now = now.plus(Duration.ofMinutes(1));
    }
    for (Instant time : times) {
      Instant end = time.plus(Duration.ofHours(1));
      long within = times.stream().filter(it -> !it.isBefore(time) && it.isBefore(end)).count();
      assertTrue(within <= HOURLY, "within an hour of " + time + ": " + within);
    }
    List<String> got =
        desk.taken.stream()
            .flatMap(it -> it.notices().stream())
            .map(it -> it.event().id())
            .collect(Collectors.toList());
    assertEquals(events, got.size());
    assertEquals(events, got.stream().distinct().count(), "each once");
    assertTrue(desk.taken.get(HOURLY - 1).isDigest());
    assertEquals(Message.MAX_DIGEST, desk.taken.get(HOURLY - 1).notices().size());
  }

  @Test
  @ExpectsLog("not there")
  void aDigestIsTheSameWhenItIsTriedAgain() throws Exception {
    for (int i = 0; i < HOURLY + 2; i++) {
      put(TestEvents.raised("" + i));
    }
    desk.answer = it -> it.isDigest() ? FakeDestination.unavailable() : new Outcome.Sent("");
    turn();
    put(TestEvents.raised("later"));
    store.close();
    open();
    desk.answer = _ -> new Outcome.Sent("");
    now = now.plus(Duration.ofHours(2));
    turn();
    Message digest = desk.taken.stream().filter(Message::isDigest).findFirst().orElseThrow();
    assertEquals(3, digest.notices().size());
    assertEquals(2, desk.tried.stream().filter(digest.id()::equals).count());
    assertEquals("msg_al-later.1", desk.taken.getLast().id());
  }

  @Test
  @ExpectsLog("busy")
  void whatTheDestinationAsksForIsHeededWithinReason() throws Exception {
    desk.answer = _ -> new Outcome.Unavailable("busy", Optional.of(Duration.ofDays(30)));
    put(TestEvents.raised("1"));
    turn();
    now = now.plus(Duration.ofHours(5));
    turn();
    assertEquals(1, desk.tried.size());
    now = now.plus(Duration.ofHours(1));
    turn();
    assertEquals(2, desk.tried.size());
  }

  private int turn() throws IOException, InterruptedException {
    return courier.turn(now);
  }

  private void put(AlertEvent... events) throws IOException {
    List<AlertStore.Telling> tellings = new ArrayList<>();
    for (AlertEvent event : events) {
      tellings.add(new AlertStore.Telling("desk", event));
    }
    store.commit(Changes.NONE, tellings);
  }
}
