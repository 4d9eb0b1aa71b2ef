package org.dockwarden.dock.camera;

import java.util.List;
import org.dockwarden.dock.camera.CameraProfile.FileRule;
import org.dockwarden.dock.camera.CameraProfile.Kind;

/**
 * What each file of a camera is, by the profile's rules (spec/camera-profiles.md, 3): ignored if
 * the camera's own system keeps it, else as the first matching rule says, else metadata. There is
 * no fourth outcome, so nothing is passed over. Immutable.
 */
public final class FileClassifier {
  private static final FileClass UNMATCHED = new FileClass(Kind.METADATA, false, false);
  private static final FileClass IGNORED = new FileClass(Kind.METADATA, false, true);

  private final List<Glob> ignored;
  private final List<CompiledRule> rules;

  private record CompiledRule(Glob glob, FileClass result) {}

  /**
   * What a file is.
   *
   * @param kind footage, metadata or sidecar
   * @param isFlagged whether it goes first
   * @param isIgnored whether it is neither sent nor erased
   */
  public record FileClass(Kind kind, boolean isFlagged, boolean isIgnored) {}

  private FileClassifier(List<Glob> ignored, List<CompiledRule> rules) {
    this.ignored = ignored;
    this.rules = rules;
  }

  /** Throws {@code IllegalArgumentException} for a pattern that is none. */
  public static FileClassifier of(CameraProfile profile) {
    return new FileClassifier(
        profile.ignore().stream().map(Glob::of).toList(),
        profile.files().stream().map(FileClassifier::compiled).toList());
  }

  private static CompiledRule compiled(FileRule rule) {
    return new CompiledRule(
        Glob.of(rule.pattern()), new FileClass(rule.kind(), rule.flagged(), false));
  }

  /** The class of the file with this raw path. */
  public FileClass classify(byte[] rawPath) {
    if (ignored.stream().anyMatch(glob -> glob.matches(rawPath))) {
      return IGNORED;
    }
    for (CompiledRule rule : rules) {
      if (rule.glob().matches(rawPath)) {
        return rule.result();
      }
    }
    return UNMATCHED;
  }
}
