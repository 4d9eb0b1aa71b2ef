package org.dockwarden.verifier;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dockwarden.evidence.assignment.Assignment;
import org.dockwarden.evidence.assignment.AssignmentJson;
import org.dockwarden.evidence.assignment.Attribution;
import org.dockwarden.evidence.assignment.AttributionBasis;
import org.dockwarden.evidence.assignment.AttributionJson;
import org.dockwarden.evidence.assignment.AttributionRule;
import org.dockwarden.evidence.assignment.AttributionRule.Judgement;
import org.dockwarden.evidence.custody.CustodyEvent;
import org.dockwarden.evidence.custody.RecordingCustody;
import org.dockwarden.evidence.identity.Digest;
import org.dockwarden.evidence.identity.OfficerId;
import org.dockwarden.evidence.manifest.Manifest;
import org.dockwarden.evidence.signing.DocumentVerifier;
import org.dockwarden.evidence.signing.SignedDocument;
import org.dockwarden.evidence.wire.SignedDocumentJson;

/**
 * Checks who a bag says held the camera: the gateway signed it, the docks signed the
 * events that it names, it follows from them, and the custody log has it. Whether the gateway had
 * other events nobody can tell from a bag.
 */
final class AttributionCheck {
  /** All three are in a bag, or none. */
  static final Set<String> FILES =
      Set.of(
          "dockwarden/attribution.json",
          "dockwarden/attribution.json.p7s",
          "dockwarden/assignments.jsonl");

  private static final int MAX_EVENTS_BYTES = Attribution.MAX_EVENTS * SignedDocumentJson.MAX_BYTES;
  private static final int MAX_CUSTODY_BYTES = 16 * 1024 * 1024;

  private final Path folder;
  private final Checks checks;
  private final Trust trust;

  /**
   * A check.
   *
   * @param folder {@code dockwarden/} of the bag
   */
  AttributionCheck(Path folder, Checks checks, Trust trust) {
    this.folder = folder;
    this.checks = checks;
    this.trust = trust;
  }

  /** Makes the checks; the attribution, where it can be read. */
  Optional<Attribution> check(Manifest manifest) {
    Optional<SignedDocument> paper = checks.find("attribution", this::paper);
    if (paper.isEmpty()) {
      return Optional.empty();
    }
    Optional<Attribution> attribution =
        checks.find("attribution content", () -> AttributionJson.decode(paper.get().document()));
    attribution.ifPresent(
        it -> {
          checks.check("attribution signature", () -> signature(paper.get(), it));
          checks.check("attribution of this recording", () -> follows(it, manifest));
          checks.check("attribution custody", () -> custody(paper.get().digest(), manifest));
        });
    return attribution;
  }

  private SignedDocument paper() throws IOException {
    return new SignedDocument(
        HostileFiles.read(folder.resolve("attribution.json"), Attribution.MAX_BYTES),
        HostileFiles.read(
            folder.resolve("attribution.json.p7s"), DocumentVerifier.MAX_SIGNATURE_BYTES));
  }

  private String signature(SignedDocument paper, Attribution attribution) throws IOException {
    trust.requireGateway(paper, attribution.gateway(), attribution.madeAt());
    return "gateway " + attribution.gateway();
  }

  private String follows(Attribution attribution, Manifest manifest) throws IOException {
    Checks.require(
        attribution.recording().equals(manifest.recordingId())
            && attribution.camera().equals(manifest.camera().id()),
        "recording %s (expected: %s)".formatted(attribution.recording(), manifest.recordingId()));
    List<Assignment> events = events(attribution);
    Judgement judgement = AttributionRule.judge(manifest, events);
    boolean tooMany =
        attribution.basis() == AttributionBasis.CONTRADICTION
            && events.size() == Attribution.MAX_EVENTS;
    Checks.require(
        tooMany || (attribution.says(judgement) && judgement.events().equals(events)),
        "%s %s (expected: %s %s)"
            .formatted(
                attribution.basis().text(),
                who(attribution.officer()),
                judgement.basis().text(),
                who(judgement.officer())));
    return "officer %s, %s, from %d events%s"
        .formatted(
            who(attribution.officer()),
            attribution.basis().text(),
            events.size(),
            attribution.marks().isEmpty() ? "" : ", " + marks(attribution));
  }

  private static String marks(Attribution attribution) {
    return String.join(
        ", ", attribution.marks().stream().map(mark -> mark.text()).sorted().toList());
  }

  static String who(Optional<OfficerId> officer) {
    return officer.map(OfficerId::text).orElse("unknown");
  }

  /** The events, each signed by its dock, and exactly those that the attribution names. */
  private List<Assignment> events(Attribution attribution) throws IOException {
    byte[] text = HostileFiles.read(folder.resolve("assignments.jsonl"), MAX_EVENTS_BYTES);
    List<byte[]> lines = Papers.lines(text);
    Checks.require(
        lines.size() == attribution.events().size(),
        "%d events (expected: %d)".formatted(lines.size(), attribution.events().size()));
    List<Assignment> events = new ArrayList<>();
    for (int index = 0; index < lines.size(); index++) {
      SignedDocument paper = SignedDocumentJson.decode(lines.get(index));
      Assignment event = AssignmentJson.decode(paper.document());
      Attribution.Event named = attribution.events().get(index);
      Checks.require(
          paper.digest().equals(named.document())
              && event.dock().equals(named.dock())
              && event.series().equals(named.series())
              && event.sequence() == named.sequence(),
          "event %d: another than the attribution names".formatted(index + 1));
      trust.requireDock(paper, event.dock().text(), attribution.madeAt());
      events.add(event);
    }
    return events;
  }

  /** */
  private String custody(Digest document, Manifest manifest) throws IOException {
    byte[] text = HostileFiles.read(folder.resolve("custody.jsonl"), MAX_CUSTODY_BYTES);
    RecordingCustody custody = RecordingCustody.read(manifest.recordingId(), Papers.lines(text));
    boolean holds =
        custody.entries().stream()
            .filter(entry -> entry.event() == CustodyEvent.ATTRIBUTED)
            .reduce((_, last) -> last)
            .filter(last -> document.hex().equals(last.facts().get("attribution")))
            .isPresent();
    Checks.require(holds, "the last entry 'attributed' is not of this attribution");
    return "last entry 'attributed'";
  }
}
