package org.dockwarden.evidence.age;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.error.EvidenceException;

/**
 * The textual part of an age file.
 *
 * @param stanzas one or more
 * @param authenticated the bytes up to and including the {@code ---} mark, which the MAC covers
 * @param mac 32 bytes
 */
record Header(List<Stanza> stanzas, byte[] authenticated, byte[] mac) {
  static final String VERSION_PREFIX = "age-encryption.org/";
  static final String VERSION = "v1";
  static final String END_MARK = "---";
  static final int MAC_BYTES = 32;

  /** Limit of ours (S-6): bounds memory, and the scalar multiplications of a hostile header. */
  static final int MAX_BYTES = 65_536;

  /** Columns of the end line after its mark: a space, 43 digits of base64, a line feed. */
  private static final int MAC_COLUMNS = 45;

  /** The header that wraps {@code fileKey} in these stanzas. */
  static Header of(List<Stanza> stanzas, FileKey fileKey) {
    StringBuilder text = new StringBuilder(VERSION_PREFIX).append(VERSION).append('\n');
    stanzas.forEach(stanza -> stanza.write(text));
    byte[] authenticated = text.append(END_MARK).toString().getBytes(StandardCharsets.US_ASCII);
    return new Header(List.copyOf(stanzas), authenticated, fileKey.headerMac(authenticated));
  }

  void requireMadeWith(FileKey fileKey) throws EvidenceException {
    if (!MessageDigest.isEqual(mac, fileKey.headerMac(authenticated))) {
      throw new EvidenceException(
          ErrorCode.AGE_HEADER_MAC_INVALID, "header: was changed after it was made");
    }
  }

  int bytes() {
    return authenticated.length + MAC_COLUMNS;
  }

  String text() {
    String start = new String(authenticated, StandardCharsets.US_ASCII);
    return start + ' ' + RawBase64.encode(mac) + '\n';
  }
}
