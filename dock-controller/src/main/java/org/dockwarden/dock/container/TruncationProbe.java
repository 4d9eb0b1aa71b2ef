package org.dockwarden.dock.container;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;

/**
 * Tells whether a clip's container ends early, as it does when a camera loses power while it
 * records. Known by content, not by name: ISO base media files (MP4, MOV, 3GP) and RIFF files (AVI,
 * WAV). Reads some kilobytes at the most.
 */
public final class TruncationProbe {
  /** What the structure says. */
  public enum Result {
    /** Every part that the container announces is there. */
    COMPLETE,
    /** Something that the container announces, or needs to be played, is missing. */
    TRUNCATED,
    /** Not a container that is known here, or too unusual to say. */
    UNKNOWN
  }

  private TruncationProbe() {}

  /** Looks at the file from its start; the channel's position is moved. */
  public static Result probe(SeekableByteChannel file) throws IOException {
    ByteWindow window = new ByteWindow(file);
    if (RiffWalk.isRiff(window)) {
      return RiffWalk.probe(window);
    }
    if (BoxWalk.isIsoMedia(window)) {
      return BoxWalk.probe(window);
    }
    return Result.UNKNOWN;
  }
}
