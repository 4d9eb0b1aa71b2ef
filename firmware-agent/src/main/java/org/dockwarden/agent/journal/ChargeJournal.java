package org.dockwarden.agent.journal;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import org.dockwarden.dock.bay.BayNumber;
import org.dockwarden.evidence.identity.CameraId;

/** Charges of cameras that were measured from beginning to end (charging CH-18). */
public final class ChargeJournal {
  /** Charges of one camera that are kept: two years of one a day. */
  private static final int MAX_CHARGES = 730;

  private final Transactions journal;
  private final Answers<CameraId, Long> counts;

  public ChargeJournal(Transactions journal) {
    this.journal = journal;
    this.counts =
        new Answers<>(
            journal,
            (c, camera) ->
                Sql.number(c, "SELECT COUNT(*) FROM charge WHERE camera = ?", camera.toString()));
  }

  /**
   * A charge.
   *
   * @param startPercent what the camera told at its beginning, if it did
   */
  public record Charge(
      Instant endedAt, int milliwattHours, OptionalInt startPercent, Duration time) {}

  /** Enters a charge; the oldest beyond {@value #MAX_CHARGES} of the camera go. */
  public void add(CameraId camera, BayNumber bay, Charge charge) throws IOException {
    journal.write(
        c -> {
          Sql.update(
              c,
              "INSERT INTO charge (camera, bay, ended_at, milliwatt_hours, start_percent, seconds)"
                  + " VALUES (?, ?, ?, ?, ?, ?)",
              camera.toString(),
              bay.number(),
              charge.endedAt().toString(),
              charge.milliwattHours(),
              charge.startPercent().isPresent() ? charge.startPercent().getAsInt() : null,
              charge.time().toSeconds());
          return Sql.update(
              c,
              "DELETE FROM charge WHERE camera = ?1 AND id <= (SELECT id FROM charge"
                  + " WHERE camera = ?1 ORDER BY id DESC LIMIT 1 OFFSET ?2)",
              camera.toString(),
              MAX_CHARGES);
        });
  }

  /** How many whole charges of a camera are known. */
  public long count(CameraId camera) throws IOException {
    return counts.about(camera);
  }

  /** The charges of a camera, oldest first. */
  public List<Charge> of(CameraId camera) throws IOException {
    return journal.read(
        c ->
            Sql.list(
                c,
                row -> {
                  int percent = row.getInt("start_percent");
                  boolean isTold = !row.wasNull();
                  return new Charge(
                      Instant.parse(row.getString("ended_at")),
                      row.getInt("milliwatt_hours"),
                      isTold ? OptionalInt.of(percent) : OptionalInt.empty(),
                      Duration.ofSeconds(row.getLong("seconds")));
                },
                "SELECT ended_at, milliwatt_hours, start_percent, seconds FROM charge"
                    + " WHERE camera = ? ORDER BY id",
                camera.toString()));
  }
}
