package org.dockwarden.verifier;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The checks of one file or bag, in the order in which they were made. */
final class Checks {
  private final List<Check> made = new ArrayList<>();

  /** A check that finds something; it throws where it fails. */
  interface Finding<T> {
    T find() throws IOException;
  }

  /** A check that just holds, and says what it saw. */
  interface Statement {
    String hold() throws IOException;
  }

  /** Makes a check; its outcome is noted. */
  void check(String name, Statement statement) {
    try {
      made.add(new Check(name, Check.Outcome.OK, statement.hold()));
    } catch (IOException e) {
      fail(name, e);
    }
  }

  /** Makes a check whose finding the next ones build on; empty where it failed. */
  <T> Optional<T> find(String name, Finding<T> finding) {
    try {
      T found = finding.find();
      made.add(new Check(name, Check.Outcome.OK, ""));
      return Optional.of(found);
    } catch (IOException e) {
      fail(name, e);
      return Optional.empty();
    }
  }

  void notChecked(String name, String why) {
    made.add(new Check(name, Check.Outcome.NOT_CHECKED, why));
  }

  private void fail(String name, IOException problem) {
    String message = String.valueOf(problem.getMessage());
    String detail = problem instanceof NoSuchFileException ? "missing: " + message : message;
    made.add(new Check(name, Check.Outcome.FAILED, detail));
  }

  List<Check> made() {
    return List.copyOf(made);
  }

  /** Throws with this message unless it holds. */
  static void require(boolean holds, String message) throws IOException {
    if (!holds) {
      throw new IOException(message);
    }
  }
}
