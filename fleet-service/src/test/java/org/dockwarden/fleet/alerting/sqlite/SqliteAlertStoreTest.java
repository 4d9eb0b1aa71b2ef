package org.dockwarden.fleet.alerting.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dockwarden.fleet.alert.Acknowledgement;
import org.dockwarden.fleet.alert.Alert;
import org.dockwarden.fleet.alert.AlertKind;
import org.dockwarden.fleet.alert.Changes;
import org.dockwarden.fleet.alert.Severity;
import org.dockwarden.fleet.alert.Silence;
import org.dockwarden.fleet.alert.Subject;
import org.dockwarden.fleet.alerting.AlertStore.Place;
import org.dockwarden.fleet.alerting.AlertStore.Telling;
import org.dockwarden.fleet.notify.TestEvents;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SqliteAlertStoreTest {
  private static final Instant AT = Instant.parse("2026-11-27T23:14:05.123Z");

  @TempDir private Path folder;

  @Test
  void keepsEveryPartOfAnAlertAndASilence() throws Exception {
    Acknowledgement said = new Acknowledgement("ann", AT, "note");
    Alert full =
        new Alert(
            "al-1",
            AlertKind.CAMERA_MISSING,
            Subject.camera("force-a:north", "d'1", "C-7"),
            Severity.CRITICAL,
            AT.minusSeconds(9),
            AT,
            Optional.empty(),
            30.5,
            "détail",
            3,
            9,
            true,
            Optional.of("al-0"),
            Optional.of(said),
            Optional.of(Severity.WARNING),
            7);
    Alert sparse =
        new Alert(
            "al-2",
            AlertKind.HISTORY_FULL,
            Subject.service(),
            Severity.INFO,
            AT,
            AT,
            Optional.empty(),
            0,
            "",
            1,
            0,
            false,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            1);
    Silence silence =
        new Silence(
            "q",
            Optional.of(AlertKind.BAY_FAULT),
            Subject.bay("g", "d", "3"),
            AT,
            AT.plusSeconds(60),
            "works",
            "bob",
            Optional.empty());
    Changes changes = new Changes(List.of(full, sparse), List.of(), List.of(silence));
    try (SqliteAlertStore store = SqliteAlertStore.open(folder.resolve("alerts.db"))) {
      store.commit(changes, List.of());
      store.commit(changes, List.of());
    }
    try (SqliteAlertStore store = SqliteAlertStore.open(folder.resolve("alerts.db"))) {
      assertEquals(List.of(full, sparse), store.open());
      assertEquals(List.of(silence), store.silences(AT));
      assertEquals(List.of(), store.silences(AT.plusSeconds(60)));
    }
  }

  @Test
  void theOutboxHasALimitAndSaysWhatItDropped() throws Exception {
    try (SqliteAlertStore store = SqliteAlertStore.open(folder.resolve("alerts.db"))) {
      store.destinations(List.of(new Place("desk", "a")));
      List<Telling> tellings = new ArrayList<>();
      for (int i = 0; i < SqliteAlertStore.MAX_WAITING + 3; i++) {
        tellings.add(new Telling("desk", TestEvents.raised("" + i)));
      }
      store.commit(Changes.NONE, tellings);
      assertEquals(SqliteAlertStore.MAX_WAITING, store.outbox().standing("desk").waiting());
      assertEquals(3, store.outbox().standing("desk").dropped());
      assertEquals(
          "al-3.1", store.outbox().due("desk", AT, 1).getFirst().event().id(), "the oldest went");
      store.destinations(List.of());
      assertEquals(0, store.outbox().standing("desk").waiting());
    }
  }

  @Test
  void aDamagedFileIsRefusedAndLeftAsItIs() throws Exception {
    Path file = Files.writeString(folder.resolve("alerts.db"), "not a database, long enough\n");
    String before = Files.readString(file);
    IOException e = assertThrows(IOException.class, () -> SqliteAlertStore.open(file));
    assertTrue(e.toString().contains("alerts.db"), e.toString());
    assertEquals(before, Files.readString(file));
  }
}
