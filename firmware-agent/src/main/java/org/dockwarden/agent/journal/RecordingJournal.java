package org.dockwarden.agent.journal;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.identity.CameraId;
import org.dockwarden.evidence.identity.CameraPath;
import org.dockwarden.evidence.identity.Digest;
import org.dockwarden.evidence.identity.RecordingId;
import org.dockwarden.evidence.manifest.OriginalFile;
import org.dockwarden.evidence.receipt.Stage;
import org.dockwarden.evidence.signing.SignedDocument;
import org.dockwarden.evidence.wire.KnownRecording;
import org.jspecify.annotations.Nullable;

/** Recordings and their sealed objects, from the first sealed byte to the accepted manifest. */
public final class RecordingJournal {
  /** What is asked about all recordings, and not about one. */
  private static final String ALL = "";

  private final Transactions journal;
  private final InstantSource clock;
  private final Answers<Stage, Backlog> backlog;
  private final Answers<String, List<Orphan>> orphans;
  private final Answers<String, Boolean> hasQueue;

  public RecordingJournal(Transactions journal, InstantSource clock) {
    this.journal = journal;
    this.clock = clock;
    this.backlog = new Answers<>(journal, RecordingJournal::backlog);
    this.orphans = new Answers<>(journal, (c, _) -> orphans(c));
    this.hasQueue = new Answers<>(journal, (c, _) -> hasQueue(c));
  }

  /** Sealing of this object is about to begin. */
  public void plan(UUID object) throws IOException {
    journal.write(
        c ->
            Sql.update(
                c,
                "INSERT INTO sealed_object (id) VALUES (?) ON CONFLICT (id) DO NOTHING",
                object.toString()));
  }

  /** The object's upload lies here at the gateway; durable before a byte is sent to it. */
  public void uploadMade(UUID object, URI upload) throws IOException {
    journal.write(
        c ->
            Sql.update(
                c,
                "INSERT INTO sealed_object (id, upload) VALUES (?, ?)"
                    + " ON CONFLICT (id) DO UPDATE SET upload = excluded.upload",
                object.toString(),
                upload.toString()));
  }

  /** The object's upload is gone at the gateway. */
  public void uploadLost(UUID object) throws IOException {
    journal.write(
        c ->
            Sql.update(
                c, "UPDATE sealed_object SET upload = NULL WHERE id = ?", object.toString()));
  }

  /** The object is gone from the spool, and its upload from the gateway. */
  public void drop(UUID object) throws IOException {
    journal.write(
        c -> {
          Sql.update(c, "UPDATE recording SET object = NULL WHERE object = ?", object.toString());
          return Sql.update(c, "DELETE FROM sealed_object WHERE id = ?", object.toString());
        });
  }

  /** An object that no recording has: what a crash during sealing leaves. */
  public record Orphan(UUID object, Optional<URI> upload) {}

  /** Objects that were planned and never became a recording's. */
  public List<Orphan> orphans() throws IOException {
    return orphans.about(ALL);
  }

  private static List<Orphan> orphans(Connection c) throws SQLException {
    return List.copyOf(
        Sql.list(
            c,
            row ->
                new Orphan(
                    UUID.fromString(row.getString("id")),
                    Sql.optionalText(row, "upload").map(URI::create)),
            "SELECT id, upload FROM sealed_object WHERE complete = 0"));
  }

  /** Whether the object still is one of {@link #orphans}. */
  public boolean isOrphan(UUID object) throws IOException {
    return journal.read(
            c ->
                Sql.number(
                    c,
                    "SELECT COUNT(*) FROM sealed_object WHERE id = ? AND complete = 0",
                    object.toString()))
        > 0;
  }

  /** Whether the journal knows this object. */
  public boolean knows(UUID object) throws IOException {
    return journal.read(
            c ->
                Sql.number(c, "SELECT COUNT(*) FROM sealed_object WHERE id = ?", object.toString()))
        > 0;
  }

  /**
   * A file has been sealed: its recording, its object and the file's place in the worklist, all at
   * once.
   *
   * <p>A recording that had failed for good is taken again with the new object: the camera was
   * docked once more, and a person may have mended the cause.
   *
   * @return false if the journal held the recording already; then the object is not taken
   */
  public boolean sealed(CameraFile file, SealedRecording sealed) throws IOException {
    OriginalFile original = sealed.manifest().file();
    RecordingId id = sealed.manifest().recordingId();
    return journal.write(
        c -> {
          Sql.update(
              c,
              "UPDATE sealed_object SET complete = 0 WHERE id ="
                  + " (SELECT object FROM recording WHERE id = ? AND state = 'failed')",
              id.hex());
          int taken =
              Sql.update(
                  c,
                  "INSERT INTO recording (id, camera, path, bytes, sha256, state, flagged,"
                      + " order_millis, object, sealed_bytes, segments, manifest,"
                      + " manifest_signature, changed_at, modified, recorded_millis)"
                      + " VALUES (?, ?, ?, ?, ?, 'queued', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                      + " ON CONFLICT (id) DO UPDATE SET state = 'queued', error = NULL,"
                      + " object = excluded.object, sealed_bytes = excluded.sealed_bytes,"
                      + " segments = excluded.segments, manifest = excluded.manifest,"
                      + " manifest_signature = excluded.manifest_signature,"
                      + " changed_at = excluded.changed_at WHERE recording.state = 'failed'",
                  id.hex(),
                  sealed.manifest().camera().id().toString(),
                  original.path().text(),
                  original.bytes(),
                  original.digest().hex(),
                  sealed.flagged() ? 1 : 0,
                  sealed.orderMillis(),
                  sealed.object().toString(),
                  sealed.manifest().sealed().bytes(),
                  join(sealed.segments()),
                  sealed.signedManifest().document(),
                  sealed.signedManifest().signature(),
                  clock.instant().toString(),
                  original.modified().toString(),
                  recordedMillis(c, file));
          if (taken == 1) {
            Sql.update(
                c,
                "INSERT INTO sealed_object (id, complete) VALUES (?, 1)"
                    + " ON CONFLICT (id) DO UPDATE SET complete = 1",
                sealed.object().toString());
          }
          DockingJournal.link(c, file, id);
          return taken == 1;
        });
  }

  /** Recordings whose manifest the gateway has not accepted yet. */
  public List<RecordingId> uncommitted() throws IOException {
    return journal.read(
        c ->
            Sql.list(
                c,
                row -> new RecordingId(row.getString("id")),
                "SELECT id FROM recording WHERE state IN ('queued', 'uploading')"));
  }

  /** The manifest of a recording that this dock has sealed. */
  public Optional<SignedDocument> manifest(RecordingId recording) throws IOException {
    return journal.read(
        c ->
            Sql.first(
                c,
                row ->
                    new SignedDocument(
                        row.getBytes("manifest"), row.getBytes("manifest_signature")),
                "SELECT manifest, manifest_signature FROM recording"
                    + " WHERE id = ? AND manifest IS NOT NULL",
                recording.hex()));
  }

  /** The same manifest with a new signature. */
  public void signedAgain(RecordingId recording, byte[] signature) throws IOException {
    journal.write(
        c ->
            Sql.update(
                c,
                "UPDATE recording SET manifest_signature = ? WHERE id = ?",
                signature,
                recording.hex()));
  }

  /** Recordings of this camera with this length, here or at the gateway. */
  public List<KnownContent> known(CameraId camera, long bytes) throws IOException {
    return journal.read(
        c ->
            Sql.list(
                c,
                row ->
                    new KnownContent(
                        new RecordingId(row.getString("id")),
                        new CameraPath(row.getString("path")),
                        row.getLong("bytes"),
                        new Digest(row.getString("sha256")),
                        Optional.ofNullable(row.getString("modified")).map(Instant::parse),
                        row.getInt("released") == 1,
                        row.getInt("here") == 1),
                "SELECT id, path, bytes, sha256, modified, state = 'released' AS released, 1 AS"
                    + " here FROM recording WHERE camera = ? AND bytes = ? AND state <> 'failed'"
                    + " UNION ALL SELECT recording, path, bytes, sha256, modified, 0, 0 FROM"
                    + " known_elsewhere WHERE camera = ? AND bytes = ? AND recording NOT IN (SELECT"
                    + " id FROM recording)",
                camera.toString(),
                bytes,
                camera.toString(),
                bytes));
  }

  /** Keeps what the gateway knows of a camera, to recognise its files. */
  public void remember(CameraId camera, List<KnownRecording> known) throws IOException {
    journal.write(
        c -> {
          for (KnownRecording recording : known) {
            Sql.update(
                c,
                "INSERT OR REPLACE INTO known_elsewhere"
                    + " (recording, camera, path, bytes, sha256, modified)"
                    + " VALUES (?, ?, ?, ?, ?, ?)",
                recording.recording().hex(),
                camera.toString(),
                recording.path().text(),
                recording.originalBytes(),
                recording.original().hex(),
                recording.modified().toString());
          }
          return known.size();
        });
  }

  /** The file was read and is a recording that the gateway holds from another dock. */
  public void adopt(CameraFile file, CameraId camera, KnownContent known) throws IOException {
    journal.write(
        c -> {
          Sql.update(
              c,
              "INSERT INTO recording (id, camera, path, bytes, sha256, state, flagged,"
                  + " order_millis, sealed_bytes, changed_at, modified, recorded_millis)"
                  + " VALUES (?, ?, ?, ?, ?, 'committed', 0, 0, 0, ?, ?, ?)"
                  + " ON CONFLICT (id) DO NOTHING",
              known.recording().hex(),
              camera.toString(),
              known.path().text(),
              known.bytes(),
              known.digest().hex(),
              clock.instant().toString(),
              file.file().modified().toString(),
              recordedMillis(c, file));
          return DockingJournal.link(c, file, known.recording());
        });
  }

  /** By the clock of the dock, as far as this docking measured how the camera's differs. */
  private static @Nullable Long recordedMillis(Connection c, CameraFile file) throws SQLException {
    Optional<Duration> offset =
        Sql.first(
            c,
            row -> Duration.ofMillis(row.getLong(1)),
            "SELECT clock_offset_millis FROM docking"
                + " WHERE id = ? AND clock_offset_millis IS NOT NULL",
            file.docking().toString());
    return file.file().recorded(offset).map(Instant::toEpochMilli).orElse(null);
  }

  /** What waits to be uploaded: flagged first, then the oldest. */
  public List<QueuedRecording> queue(int limit) throws IOException {
    if (!hasQueue.about(ALL)) {
      return List.of();
    }
    return journal.read(
        c ->
            Sql.list(
                c,
                RecordingJournal::queued,
                "SELECT r.*, o.upload FROM recording r JOIN sealed_object o ON o.id = r.object"
                    + " WHERE r.state IN ('queued', 'uploading')"
                    + " ORDER BY r.flagged DESC, r.order_millis, r.id LIMIT ?",
                limit));
  }

  /** Only whether: with their papers 256 recordings are too much to keep in memory. */
  private static boolean hasQueue(Connection c) throws SQLException {
    return Sql.number(
            c, "SELECT EXISTS (SELECT 1 FROM recording WHERE state IN ('queued', 'uploading'))")
        > 0;
  }

  /** The queued recording whose object this is, if its sealing has ended. */
  public Optional<QueuedRecording> queued(UUID object) throws IOException {
    return journal.read(
        c ->
            Sql.first(
                c,
                RecordingJournal::queued,
                "SELECT r.*, o.upload FROM recording r JOIN sealed_object o ON o.id = r.object"
                    + " WHERE r.object = ?",
                object.toString()));
  }

  private static QueuedRecording queued(ResultSet row) throws SQLException {
    return new QueuedRecording(
        new RecordingId(row.getString("id")),
        UUID.fromString(row.getString("object")),
        row.getLong("sealed_bytes"),
        split(row.getBytes("segments")),
        new SignedDocument(row.getBytes("manifest"), row.getBytes("manifest_signature")),
        Sql.optionalText(row, "upload").map(URI::create),
        row.getInt("flagged") == 1,
        row.getLong("order_millis"));
  }

  /** The recording goes on to another state; nothing leads out of quarantine or released. */
  public void progress(RecordingId recording, RecordingProgress state) throws IOException {
    change(recording, state, Optional.empty());
  }

  /** The recording stops here until a person has looked. */
  public void stop(RecordingId recording, RecordingProgress state, ErrorCode error)
      throws IOException {
    change(recording, state, Optional.of(error));
  }

  private void change(RecordingId recording, RecordingProgress state, Optional<ErrorCode> error)
      throws IOException {
    journal.write(
        c ->
            Sql.update(
                c,
                "UPDATE recording SET state = ?, error = ?, changed_at = ?"
                    + " WHERE id = ? AND state NOT IN ('quarantined', 'released')",
                state.text(),
                error.map(ErrorCode::code).orElse(null),
                clock.instant().toString(),
                recording.hex()));
  }

  /**
   * What the dock still owes.
   *
   * @param required of which stage a receipt must be before anything is released
   */
  public Backlog backlog(Stage required) throws IOException {
    return backlog.about(required);
  }

  private static Backlog backlog(Connection c, Stage required) throws SQLException {
    String awaiting =
        switch (required) {
          case STORED -> "'committed'";
          case DELIVERED -> "'committed', 'stored'";
        };
    return Sql.first(
            c,
            row ->
                new Backlog(
                    row.getLong("queued"),
                    row.getLong("queued_bytes"),
                    row.getLong("awaiting"),
                    row.getLong("quarantined"),
                    row.getLong("failed"),
                    row.getLong("released"),
                    Sql.optionalText(row, "oldest_at").map(Instant::parse),
                    Sql.optionalMillis(row, "recorded")),
            "SELECT "
                + count("'queued', 'uploading'", "queued")
                + ", (SELECT COALESCE(SUM(sealed_bytes), 0) FROM recording"
                + " WHERE state IN ('queued', 'uploading')) AS queued_bytes,"
                + " (SELECT MIN(changed_at) FROM recording"
                + " WHERE state IN ('queued', 'uploading')) AS oldest_at,"
                + " (SELECT MIN(recorded_millis) FROM recording WHERE state IN"
                + " ('queued', 'uploading', "
                + awaiting
                + ")) AS recorded, "
                + count(awaiting, "awaiting")
                + ", "
                + count("'quarantined'", "quarantined")
                + ", "
                + count("'failed'", "failed")
                + ", "
                + count("'released'", "released"))
        .orElseThrow();
  }

  /** By the index of states alone: a row with its papers is many times as long. */
  private static String count(String states, String name) {
    return "(SELECT COUNT(*) FROM recording WHERE state IN (" + states + ")) AS " + name;
  }

  /** The next value of a counter that survives restarts, from 0. */
  public long count(String counter) throws IOException {
    return journal.write(
        c -> {
          Sql.update(
              c,
              "INSERT INTO counter (name, value) VALUES (?, 0)"
                  + " ON CONFLICT (name) DO UPDATE SET value = value + 1",
              counter);
          return Sql.number(c, "SELECT value FROM counter WHERE name = ?", counter);
        });
  }

  /** The instant of the last change, for people. */
  public Optional<Instant> changedAt(RecordingId recording) throws IOException {
    return journal.read(
        c ->
            Sql.first(
                c,
                row -> Instant.parse(row.getString(1)),
                "SELECT changed_at FROM recording WHERE id = ?",
                recording.hex()));
  }

  private static byte[] join(List<Digest> digests) {
    ByteBuffer raw = ByteBuffer.allocate(digests.size() * Digest.BYTES);
    digests.forEach(digest -> raw.put(digest.toBytes()));
    return raw.array();
  }

  private static List<Digest> split(byte[] raw) {
    List<Digest> digests = new ArrayList<>();
    for (int start = 0; start < raw.length; start += Digest.BYTES) {
      digests.add(Digest.of(Arrays.copyOfRange(raw, start, start + Digest.BYTES)));
    }
    return digests;
  }
}
