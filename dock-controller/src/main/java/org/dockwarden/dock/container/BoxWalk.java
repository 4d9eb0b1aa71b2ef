package org.dockwarden.dock.container;

import java.io.IOException;
import java.util.Set;
import org.dockwarden.dock.container.TruncationProbe.Result;

/**
 * The top-level boxes of an ISO base media file (ISO/IEC 14496-12, 4.2): a 32-bit size that
 * includes the header, a type; size 1 means that a 64-bit size follows, size 0 that the box reaches
 * to the end of the file. Only headers are read.
 */
final class BoxWalk {
  /** A fragmented file has two boxes a fragment; more than this is not looked at. */
  private static final int MAX_BOXES = 4096;

  private static final int HEADER_BYTES = 8;
  private static final int LARGE_HEADER_BYTES = 16;

  /** Types that a file may begin with: 14496-12, and what QuickTime and cameras write. */
  private static final Set<String> FIRST_TYPES =
      Set.of("ftyp", "styp", "moov", "mdat", "free", "skip", "wide", "pnot");

  private BoxWalk() {}

  static boolean isIsoMedia(ByteWindow file) throws IOException {
    return file.has(0, HEADER_BYTES) && FIRST_TYPES.contains(file.fourCharacters(4));
  }

  static Result probe(ByteWindow file) throws IOException {
    boolean hasMovie = false;
    long offset = 0;
    for (int boxes = 0; offset < file.size(); boxes++) {
      if (boxes == MAX_BOXES) {
        return Result.UNKNOWN;
      }
      if (!file.has(offset, HEADER_BYTES)) {
        return isPadding(file, offset) ? ended(hasMovie) : Result.TRUNCATED;
      }
      String type = file.fourCharacters(offset + 4);
      if (!isType(type)) {
        // Cameras that reserve a file in advance leave zeros or old bytes after the last box.
        return hasMovie && file.unsignedInt(offset) == 0 ? Result.COMPLETE : Result.TRUNCATED;
      }
      hasMovie |= type.equals("moov");
      long size = sizeOf(file, offset);
      if (size == 0) {
        return ended(hasMovie);
      }
      if (size < HEADER_BYTES || size > file.size() - offset) {
        return Result.TRUNCATED;
      }
      offset += size;
    }
    return ended(hasMovie);
  }

  /** The box's whole size; 0 for "to the end of the file", negative for one that cannot be. */
  private static long sizeOf(ByteWindow file, long offset) throws IOException {
    long size = file.unsignedInt(offset);
    if (size != 1) {
      return size;
    }
    if (!file.has(offset, LARGE_HEADER_BYTES)) {
      return -1;
    }
    long large = file.signedLong(offset + HEADER_BYTES);
    return large < LARGE_HEADER_BYTES ? -1 : large;
  }

  /** Without a movie box nothing in the file can be played: the camera had no time to write it. */
  private static Result ended(boolean hasMovie) {
    return hasMovie ? Result.COMPLETE : Result.TRUNCATED;
  }

  private static boolean isType(String type) {
    return type.chars().allMatch(c -> c >= 0x20 && c != 0x7f);
  }

  /** Up to seven zero bytes after the last box. */
  private static boolean isPadding(ByteWindow file, long offset) throws IOException {
    for (long at = offset; at < file.size(); at++) {
      if (file.byteAt(at) != 0) {
        return false;
      }
    }
    return true;
  }
}
