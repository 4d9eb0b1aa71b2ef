package org.dockwarden.agent.display.forecast;

/**
 * How far a camera has come, and how long the rest takes.
 *
 * @param doneBytes sealed, and of the file being read what has been read; never becomes less
 * @param safe until every file is sealed on the dock
 * @param ready until the camera may be issued; where the dock measures no charge, until it is empty
 */
public record Forecast(long doneBytes, long totalBytes, TimeLeft safe, TimeLeft ready) {
  /** Nothing to say. */
  public static final Forecast NONE = new Forecast(0, 0, TimeLeft.none(), TimeLeft.none());
}
