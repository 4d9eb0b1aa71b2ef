package org.dockwarden.agent.journal;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The answers to one question about several things, asked again only when something was written to
 * the journal since: a dock at rest looks every second at what has not changed. What is kept is
 * bounded by what is asked between two writes. Thread-safe.
 *
 * @param <K> what is asked about
 * @param <T> an answer; a value
 */
final class Answers<K, T> {
  private final Transactions journal;
  private final Question<K, T> question;
  private volatile Known<K, T> known = new Known<>(-1, Map.of());

  /** What is asked of the journal; the answer follows from the journal and the key alone. */
  @FunctionalInterface
  interface Question<K, T> {
    T ask(Connection connection, K about) throws SQLException, IOException;
  }

  /** The answers that hold as long as the journal counts so many writes. */
  private record Known<K, T>(long writes, Map<K, T> answers) {}

  Answers(Transactions journal, Question<K, T> question) {
    this.journal = journal;
    this.question = question;
  }

  /** The answer as it is now; every write that has returned is in it. */
  T about(K key) throws IOException {
    long writes = journal.writes(); // Before it is asked: what is written meanwhile counts as news.
    Known<K, T> now = known;
    if (now.writes() != writes) {
      now = new Known<>(writes, new ConcurrentHashMap<>());
      known = now;
    }
    T kept = now.answers().get(key);
    if (kept != null) {
      return kept;
    }
    T answer = journal.read(connection -> question.ask(connection, key));
    now.answers().put(key, answer);
    return answer;
  }
}
