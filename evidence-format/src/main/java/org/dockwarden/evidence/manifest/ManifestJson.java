package org.dockwarden.evidence.manifest;

import java.time.Duration;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.error.EvidenceException;
import org.dockwarden.evidence.identity.CameraId;
import org.dockwarden.evidence.identity.CameraPath;
import org.dockwarden.evidence.identity.Digest;
import org.dockwarden.evidence.identity.DockId;
import org.dockwarden.evidence.identity.RecordingId;
import org.dockwarden.evidence.json.JsonObjectBuilder;
import org.dockwarden.evidence.json.JsonObjectReader;
import org.dockwarden.evidence.json.JsonValue;
import org.dockwarden.evidence.json.StrictJson;

/** The manifest as canonical JSON (spec/evidence-format.md, M-1 to M-4). */
public final class ManifestJson {
  private ManifestJson() {}

  /** The one byte form of the manifest. */
  public static byte[] encode(Manifest manifest) {
    return new JsonObjectBuilder()
        .put("format", Manifest.FORMAT)
        .put("recording", manifest.recordingId().hex())
        .put("camera", camera(manifest.camera()))
        .put("docking", docking(manifest.docking()))
        .put("file", file(manifest.file()))
        .put("sealed", sealed(manifest.sealed()))
        .toBytes(Manifest.MAX_BYTES);
  }

  /** Reads a manifest; refuses all that {@link #encode} does not write. */
  public static Manifest decode(byte[] document) throws EvidenceException {
    JsonObjectReader reader =
        JsonObjectReader.of(StrictJson.readCanonical(document, Manifest.MAX_BYTES));
    reader.requireFormat(Manifest.FORMAT);
    RecordingId recording = reader.text("recording", RecordingId::new);
    Manifest manifest =
        new Manifest(
            file(reader.object("file")),
            sealed(reader.object("sealed")),
            camera(reader.object("camera")),
            docking(reader.object("docking")));
    reader.finish();
    if (!manifest.recordingId().equals(recording)) { // M-4
      throw new EvidenceException(
          ErrorCode.MANIFEST_RECORDING_ID_WRONG,
          "recording: " + recording + " (expected: " + manifest.recordingId() + ")");
    }
    return manifest;
  }

  private static JsonObjectBuilder camera(CameraFacts camera) {
    JsonObjectBuilder json =
        new JsonObjectBuilder().put("id", camera.id().toString()).put("profile", camera.profile());
    camera.firmware().ifPresent(firmware -> json.put("firmware", firmware));
    camera.clock().ifPresent(clock -> json.put("clock", clock(clock)));
    return json;
  }

  private static JsonObjectBuilder clock(ClockOffset clock) {
    return new JsonObjectBuilder()
        .put("measuredAt", clock.measuredAt())
        .put("offsetMillis", clock.offset().toMillis())
        .put("uncertaintyMillis", clock.uncertainty().toMillis());
  }

  private static JsonObjectBuilder docking(DockingFacts docking) {
    return new JsonObjectBuilder()
        .put("bay", docking.bay())
        .put("clock", docking.clock().text())
        .put("dock", docking.dock().text())
        .put("dockedAt", docking.dockedAt())
        .put("docking", docking.docking().toString())
        .put("sealedAt", docking.sealedAt())
        .put("software", docking.software());
  }

  private static JsonObjectBuilder file(OriginalFile file) {
    JsonObjectBuilder json =
        new JsonObjectBuilder()
            .put("bytes", file.bytes())
            .put("kind", file.kind().text())
            .putTexts("marks", file.marks().stream().map(FileMark::text).sorted().toList())
            .put("modified", file.modified())
            .put("path", file.path().text())
            .put("sha256", file.digest().hex());
    file.group().ifPresent(group -> json.put("group", group));
    file.recordedAt().ifPresent(at -> json.put("recordedAt", at));
    return json;
  }

  private static JsonObjectBuilder sealed(SealedObject sealed) {
    return new JsonObjectBuilder()
        .put("bytes", sealed.bytes())
        .putTexts("recipients", sealed.recipients())
        .put("segmentBytes", sealed.segmentBytes())
        .put("segmentsSha256", sealed.digest().hex());
  }

  private static CameraFacts camera(JsonObjectReader reader) throws EvidenceException {
    CameraId id = reader.text("id", CameraId::parse);
    String profile = reader.text("profile");
    var firmware = reader.optionalText("firmware");
    var clockReader = reader.optionalObject("clock");
    var clock =
        clockReader.isPresent()
            ? Optional.of(clock(clockReader.get()))
            : Optional.<ClockOffset>empty();
    reader.finish();
    return reader.make(() -> new CameraFacts(id, profile, firmware, clock));
  }

  private static ClockOffset clock(JsonObjectReader reader) throws EvidenceException {
    var measuredAt = reader.instant("measuredAt");
    var offset =
        Duration.ofMillis(
            reader.integer("offsetMillis", -JsonValue.MAX_INTEGER, JsonValue.MAX_INTEGER));
    var uncertainty =
        Duration.ofMillis(reader.integer("uncertaintyMillis", 0, JsonValue.MAX_INTEGER));
    reader.finish();
    return reader.make(() -> new ClockOffset(offset, uncertainty, measuredAt));
  }

  private static DockingFacts docking(JsonObjectReader reader) throws EvidenceException {
    DockId dock = reader.text("dock", DockId::new);
    int bay = (int) reader.integer("bay", 1, DockingFacts.MAX_BAYS);
    UUID docking = reader.text("docking", ManifestJson::uuid);
    var dockedAt = reader.instant("dockedAt");
    var sealedAt = reader.instant("sealedAt");
    DockClock clock = reader.choice("clock", List.of(DockClock.values()), DockClock::text);
    String software = reader.text("software");
    reader.finish();
    return reader.make(
        () -> new DockingFacts(dock, bay, docking, dockedAt, sealedAt, clock, software));
  }

  private static OriginalFile file(JsonObjectReader reader) throws EvidenceException {
    CameraPath path = reader.text("path", CameraPath::new);
    FileKind kind = reader.choice("kind", List.of(FileKind.values()), FileKind::text);
    long bytes = reader.integer("bytes", 0, JsonValue.MAX_INTEGER);
    Digest digest = reader.text("sha256", Digest::new);
    var modified = reader.instant("modified");
    var recordedAt = reader.optionalInstant("recordedAt");
    var group = reader.optionalText("group");
    Set<FileMark> marks = marks(reader);
    reader.finish();
    return reader.make(
        () -> new OriginalFile(path, kind, bytes, digest, modified, recordedAt, group, marks));
  }

  private static Set<FileMark> marks(JsonObjectReader reader) throws EvidenceException {
    List<FileMark> marks =
        reader.texts(
            "marks",
            FileMark.values().length,
            text -> byText(text, List.of(FileMark.values()), FileMark::text));
    if (!marks.stream()
        .sorted(Comparator.comparing(FileMark::text))
        .distinct()
        .toList()
        .equals(marks)) {
      throw new EvidenceException(
          ErrorCode.DOCUMENT_NOT_CANONICAL, "file.marks: (expected: sorted, each once)");
    }
    return marks.isEmpty() ? EnumSet.noneOf(FileMark.class) : EnumSet.copyOf(marks);
  }

  private static SealedObject sealed(JsonObjectReader reader) throws EvidenceException {
    long bytes = reader.integer("bytes", 1, JsonValue.MAX_INTEGER);
    int segmentBytes = (int) reader.integer("segmentBytes", 1, Integer.MAX_VALUE);
    Digest digest = reader.text("segmentsSha256", Digest::new);
    List<String> recipients =
        reader.texts("recipients", SealedObject.MAX_RECIPIENTS, Function.identity());
    reader.finish();
    return reader.make(() -> new SealedObject(bytes, segmentBytes, digest, recipients));
  }

  private static UUID uuid(String text) {
    UUID uuid = UUID.fromString(text);
    if (!uuid.toString().equals(text)) { // fromString takes "1-1-1-1-1" and capitals.
      throw new IllegalArgumentException("docking: (expected: a lower-case UUID)");
    }
    return uuid;
  }

  private static <E> E byText(String text, List<E> values, Function<E, String> textOf) {
    return values.stream()
        .filter(value -> textOf.apply(value).equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "(expected: one of %s)".formatted(values).toLowerCase(Locale.ROOT)));
  }
}
