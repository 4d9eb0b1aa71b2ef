package org.dockwarden.agent.status;

/** Text of a device, or of an error about one, made fit for a page, a terminal and JSON. */
public final class PlainText {
  private PlainText() {}

  /** One line of printable characters, at most so many; a device may call itself anything. */
  public static String of(String text, int most) {
    String cut = text.length() > most ? text.substring(0, most) + "…" : text;
    return cut.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", "·").strip();
  }
}
