package org.dockwarden.dock.camera;

import java.util.Collection;
import java.util.List;
import org.dockwarden.dock.bay.BayReason;

/** Whether a device may be used as a camera; only an {@link Accepted} one is ever attached. */
public sealed interface Verdict {
  /**
   * The device is a camera of one of these profiles.
   *
   * @param candidates in order, at least one; which of them applies, its files tell
   */
  record Accepted(List<CameraProfile> candidates) implements Verdict {
    public Accepted {
      candidates = List.copyOf(candidates);
      if (candidates.isEmpty()) {
        throw new IllegalArgumentException("candidates: none (expected: at least one)");
      }
    }

    /** How the files are reached; the same for every candidate (F-23). */
    public CameraProfile.Access access() {
      return candidates.getFirst().access();
    }

    /**
     * The first candidate whose layout is found among these files. A candidate without a layout
     * always applies; where none applies it is the last one, so that every file is still kept.
     */
    public CameraProfile profileFor(Collection<VolumeFile> files) {
      for (CameraProfile candidate : candidates) {
        if (candidate.layout().isEmpty() || LayoutMatch.isFound(candidate.layout(), files)) {
          return candidate;
        }
      }
      return candidates.getLast();
    }
  }

  /**
   * The device stays unused.
   *
   * @param reason what the bay shows
   * @param detail one line for a person
   */
  record Refused(BayReason reason, String detail) implements Verdict {}
}
