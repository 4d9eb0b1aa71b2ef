package org.dockwarden.agent.journal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Brings a journal to the present schema: numbered scripts, each once, in one transaction with the
 * number of the last one ({@code user_version}).
 */
final class Migrations {
  private static final List<String> SCRIPTS =
      List.of(
          "001-journal.sql",
          "002-renamed.sql",
          "003-charge.sql",
          "004-assignments.sql",
          "005-recorded.sql");

  private Migrations() {}

  static void run(Connection connection) throws SQLException, IOException {
    long done = Sql.number(connection, "PRAGMA user_version");
    if (done > SCRIPTS.size()) {
      throw new SQLException(
          "journal schema: "
              + done
              + " (expected: <= "
              + SCRIPTS.size()
              + ", this agent is older)");
    }
    for (int number = (int) done; number < SCRIPTS.size(); number++) {
      apply(connection, SCRIPTS.get(number), number + 1);
    }
  }

  private static void apply(Connection connection, String script, int number)
      throws SQLException, IOException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      for (String command : commands(script)) {
        statement.execute(command);
      }
      statement.execute("PRAGMA user_version = " + number);
      statement.execute("COMMIT");
    }
  }

  /** Scripts hold no semicolon but at the end of a command, and comments on lines of their own. */
  private static List<String> commands(String script) throws IOException {
    try (InputStream in = Migrations.class.getResourceAsStream(script)) {
      if (in == null) {
        throw new IOException("migration: " + script + " (expected: in the agent's jar)");
      }
      String text =
          new String(in.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .filter(line -> !line.startsWith("--"))
              .collect(Collectors.joining("\n"));
      return split(text);
    }
  }

  private static List<String> split(String text) {
    return Arrays.stream(text.split(";", -1))
        .map(String::strip)
        .filter(command -> !command.isEmpty())
        .toList();
  }
}
