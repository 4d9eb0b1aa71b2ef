package org.dockwarden.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.error.EvidenceException;
import org.dockwarden.evidence.testing.ExpectsLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Only a damaged journal is set aside, and only one agent has it. */
final class JournalFileTest {
  @TempDir private Path folder = Path.of("");

  private JournalFile open() throws IOException {
    return JournalFile.open(folder.resolve("agent.db"), InstantSource.system());
  }

  private List<String> names() throws IOException {
    try (var names = Files.list(folder)) {
      return names.map(it -> it.getFileName().toString()).sorted().toList();
    }
  }

  private void assertRefused(String message) {
    EvidenceException refused = assertThrows(EvidenceException.class, this::open);
    assertEquals(ErrorCode.JOURNAL_FAILED, refused.code());
    assertTrue(String.valueOf(refused.getMessage()).contains(message), refused::toString);
  }

  @Test
  void isRefusedToASecondAgentUntilTheFirstHasEnded() throws Exception {
    try (JournalFile first = open()) {
      assertEquals(Optional.empty(), first.corruption());
      assertRefused("in use by another agent");
    }
    open().close();
  }

  @Test
  void ofALaterVersionIsLeftWhereItIs() throws Exception {
    try (Connection db = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("agent.db"));
        Statement statement = db.createStatement()) {
      statement.execute("PRAGMA user_version = 99");
    }
    assertRefused("this agent is older");
    assertEquals(List.of("agent.db", "agent.db.lock"), names());
  }

  @Test
  @ExpectsLog("journal-corrupt")
  void thatIsDamagedIsSetAside() throws Exception {
    Files.writeString(folder.resolve("agent.db"), "not a database, and long enough ".repeat(40));
    try (JournalFile fresh = open()) {
      assertTrue(fresh.corruption().orElse("").startsWith("journal-corrupt"));
    }
    assertTrue(names().stream().anyMatch(it -> it.startsWith("agent.db.corrupt-")));
  }

  /** No file can be made there: nothing is known of a journal. */
  @Test
  void thatCannotBeOpenedIsNotTakenForDamaged() throws Exception {
    Files.createDirectory(folder.resolve("agent.db"));
    assertRefused("agent.db");
    assertEquals(List.of("agent.db", "agent.db.lock"), names());
  }
}
