package org.dockwarden.verifier;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dockwarden.evidence.custody.CustodyChain;
import org.dockwarden.evidence.custody.CustodyEntry;
import org.dockwarden.evidence.custody.CustodyLeaf;
import org.dockwarden.evidence.custody.RecordingCustody;
import org.dockwarden.evidence.identity.Digest;
import org.dockwarden.evidence.identity.RecordingId;

/** An exported custody log (C-5), against which the entries of recordings are held. */
record CustodyLog(Path file) {
  /** The whole log is sound, and these are the first of its entries about their recording. */
  String requireHolds(RecordingCustody custody) throws IOException {
    RecordingId recording = custody.recording();
    CustodyChain chain = CustodyChain.following(recording::equals);
    List<Digest> leaves = new ArrayList<>();
    try (InputStream input = new BufferedInputStream(HostileFiles.open(file))) {
      for (byte[] line = line(input); line.length > 0; line = line(input)) {
        CustodyEntry entry = chain.add(line);
        if (entry.recording().equals(recording)) {
          leaves.add(CustodyLeaf.hash(line));
        }
      }
    }
    Checks.require(
        leaves.size() >= custody.leaves().size()
            && leaves.subList(0, custody.leaves().size()).equals(custody.leaves()),
        "the log's entries about this recording are others");
    return "%d entries, %d about this recording".formatted(chain.count(), leaves.size());
  }

  /** The next line without its newline; empty at the end. */
  private static byte[] line(InputStream input) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = input.read(); next != '\n'; next = input.read()) {
      if (next < 0) {
        Checks.require(line.size() == 0, "the last line has no end");
        return new byte[0];
      }
      line.write(next);
      Checks.require(line.size() <= CustodyEntry.MAX_BYTES, "a line is too long");
    }
    Checks.require(line.size() > 0, "empty line");
    return line.toByteArray();
  }
}
