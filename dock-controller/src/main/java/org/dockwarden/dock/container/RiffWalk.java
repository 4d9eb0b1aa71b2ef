package org.dockwarden.dock.container;

import java.io.IOException;
import org.dockwarden.dock.container.TruncationProbe.Result;

/**
 * The top-level chunks of a RIFF file: {@code RIFF}, a little-endian length of what follows, a form
 * type; OpenDML AVI files continue with further {@code RIFF} chunks after the first gigabyte. A
 * length of 0 is what a recorder leaves that never came to write the true one.
 */
final class RiffWalk {
  /** OpenDML chunks are about 1 GiB; no file system of a camera holds more of them. */
  private static final int MAX_CHUNKS = 64;

  private static final int HEADER_BYTES = 8;

  private RiffWalk() {}

  static boolean isRiff(ByteWindow file) throws IOException {
    return file.has(0, HEADER_BYTES) && file.fourCharacters(0).equals("RIFF");
  }

  static Result probe(ByteWindow file) throws IOException {
    long offset = 0;
    for (int chunks = 0; chunks < MAX_CHUNKS; chunks++) {
      if (!file.has(offset, HEADER_BYTES) || !file.fourCharacters(offset).equals("RIFF")) {
        return Result.COMPLETE; // Bytes after the last chunk are padding or an index of the maker.
      }
      long length = file.unsignedIntLittleEndian(offset + 4);
      if (length == 0 || length > file.size() - offset - HEADER_BYTES) {
        return Result.TRUNCATED;
      }
      offset += HEADER_BYTES + length + (length & 1); // Chunks are padded to even lengths.
    }
    return Result.UNKNOWN;
  }
}
