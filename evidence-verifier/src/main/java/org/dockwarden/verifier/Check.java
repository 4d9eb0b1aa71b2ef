package org.dockwarden.verifier;

/**
 * One check and how it came out.
 *
 * @param name what was checked
 * @param outcome how it came out
 * @param detail what was found, or why it was not checked; one line of printable text
 */
record Check(String name, Outcome outcome, String detail) {
  private static final int MAX_DETAIL_LENGTH = 300;

  /** How a check comes out. */
  enum Outcome {
    OK("ok"),
    FAILED("FAILED"),
    NOT_CHECKED("not checked");

    private final String text;

    Outcome(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }
  }

  Check {
    detail = printable(detail);
  }

  /** Names of hostile files must not steer a terminal. */
  static String printable(String text) {
    String shown =
        text.length() > MAX_DETAIL_LENGTH ? text.substring(0, MAX_DETAIL_LENGTH) + "…" : text;
    return shown.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Cs}\\u2028\\u2029]", "?");
  }

  String line() {
    return "%-12s %s%s".formatted(outcome.text, name, detail.isEmpty() ? "" : ": " + detail);
  }
}
