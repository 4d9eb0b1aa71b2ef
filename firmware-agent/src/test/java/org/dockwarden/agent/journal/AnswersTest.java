package org.dockwarden.agent.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AnswersTest {
  @TempDir private Path folder = Path.of("");
  private final List<String> asked = new ArrayList<>();

  private Answers<String, Long> values(Transactions journal) {
    return new Answers<>(
        journal,
        (c, name) -> {
          asked.add(name);
          return Sql.number(c, "SELECT value FROM counter WHERE name = ?", name);
        });
  }

  private SqliteJournal open() throws IOException {
    return SqliteJournal.open(folder.resolve("agent.db"));
  }

  private static void put(Transactions journal, String name, long value) throws IOException {
    journal.write(
        c ->
            Sql.update(
                c, "INSERT OR REPLACE INTO counter (name, value) VALUES (?, ?)", name, value));
  }

  @Test
  void asksOnceAboutEachAsLongAsNothingIsWritten() throws IOException {
    try (SqliteJournal journal = open()) {
      Answers<String, Long> values = values(journal);
      put(journal, "a", 1);
      assertEquals(1, values.about("a"));
      assertEquals(0, values.about("b"));
      assertEquals(1, values.about("a"));
      assertEquals(0, values.about("b"));
      assertEquals(List.of("a", "b"), asked);
    }
  }

  @Test
  void knowsEveryWriteThatHasReturned() throws IOException {
    try (SqliteJournal journal = open()) {
      Answers<String, Long> values = values(journal);
      for (long value = 1; value <= 100; value++) {
        put(journal, "a", value);
        assertEquals(value, values.about("a"));
      }
    }
  }

  @Test
  void asksAgainAfterAQuestionThatFailed() throws IOException {
    try (SqliteJournal journal = open()) {
      Answers<String, Long> values =
          new Answers<>(
              journal,
              (_, name) -> {
                asked.add(name);
                if (asked.size() == 1) {
                  throw new IOException("wanted");
                }
                return 7L;
              });
      assertThrows(IOException.class, () -> values.about("a"));
      assertEquals(7, values.about("a"));
    }
  }

  /** What is written while a question is being answered may be in the answer, or is news. */
  @Test
  void neverKeepsAnAnswerOverAWriteThatCameBetween() throws IOException {
    try (SqliteJournal journal = open()) {
      put(journal, "a", 1);
      Answers<String, Long> values =
          new Answers<>(
              journal,
              (c, name) -> {
                long value = Sql.number(c, "SELECT value FROM counter WHERE name = ?", name);
                if (value == 1) {
                  put(journal, "a", 2);
                }
                return value;
              });
      assertEquals(1, values.about("a"));
      assertEquals(2, values.about("a"));
    }
  }
}
