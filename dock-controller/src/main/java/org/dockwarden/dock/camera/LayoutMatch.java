package org.dockwarden.dock.camera;

import java.util.Collection;
import java.util.List;

/** Whether a volume looks like a profile's: at least one file matches at least one pattern. */
final class LayoutMatch {
  private LayoutMatch() {}

  static boolean isFound(List<String> patterns, Collection<VolumeFile> files) {
    List<Glob> globs = patterns.stream().map(Glob::of).toList();
    return files.stream()
        .map(VolumeFile::rawPath)
        .anyMatch(path -> globs.stream().anyMatch(glob -> glob.matches(path)));
  }
}
