package org.dockwarden.evidence.age;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.error.EvidenceException;

/** Reads a header strictly by the grammar of the specification, and not one byte beyond it. */
final class HeaderReader {
  private static final String BASE64_OR_PADDING =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=";

  private final InputStream source;
  private final ByteArrayOutputStream consumed = new ByteArrayOutputStream();

  private HeaderReader(InputStream source) {
    this.source = source;
  }

  static Header read(InputStream source) throws IOException {
    return new HeaderReader(source).header();
  }

  private Header header() throws IOException {
    versionLine();
    List<Stanza> stanzas = new ArrayList<>();
    while (true) {
      int start = consumed.size();
      String line = line();
      if (line.startsWith(Header.END_MARK)) {
        return end(stanzas, start, line);
      }
      stanzas.add(stanza(line));
    }
  }

  private void versionLine() throws IOException {
    // Byte by byte, so that what is no age file is refused at the first byte that says so.
    for (int i = 0; i < Header.VERSION_PREFIX.length(); i++) {
      if (next() != Header.VERSION_PREFIX.charAt(i)) {
        throw new EvidenceException(
            ErrorCode.AGE_HEADER_MALFORMED,
            "version line: not an age file (expected: " + Header.VERSION_PREFIX + ")");
      }
    }
    String version = line();
    if (!isVisible(version)) {
      throw new EvidenceException(
          ErrorCode.AGE_HEADER_MALFORMED, "version line: version is not of visible characters");
    }
    if (!version.equals(Header.VERSION)) {
      throw new EvidenceException(
          ErrorCode.AGE_VERSION_UNKNOWN, "version: other than " + Header.VERSION);
    }
  }

  private Stanza stanza(String argumentLine) throws IOException {
    String start = Stanza.MARK + " ";
    if (!argumentLine.startsWith(start)) {
      throw new EvidenceException(
          ErrorCode.AGE_STANZA_MALFORMED, "stanza: line does not start with '-> ' or '---'");
    }
    List<String> arguments = List.of(argumentLine.substring(start.length()).split(" ", -1));
    for (String argument : arguments) {
      if (!isVisible(argument)) {
        throw new EvidenceException(
            ErrorCode.AGE_STANZA_MALFORMED, "stanza: argument empty or not of visible characters");
      }
    }
    return new Stanza(arguments, body());
  }

  private byte[] body() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    while (true) {
      String line = line();
      if (line.length() > Stanza.LINE_COLUMNS || !isBase64(line)) {
        throw new EvidenceException(
            ErrorCode.AGE_STANZA_BODY_MALFORMED,
            "stanza body: " + line.length() + " columns (expected: <= 64 of base64, last < 64)");
      }
      body.write(RawBase64.decode(line));
      if (line.length() < Stanza.LINE_COLUMNS) {
        return body.toByteArray();
      }
    }
  }

  private Header end(List<Stanza> stanzas, int start, String line) throws EvidenceException {
    if (stanzas.isEmpty()) {
      throw new EvidenceException(ErrorCode.AGE_HEADER_MALFORMED, "header: without any stanza");
    }
    String space = Header.END_MARK + " ";
    if (!line.startsWith(space) || !isBase64(line.substring(space.length()))) {
      throw macMalformed();
    }
    byte[] mac = RawBase64.decode(line.substring(space.length()));
    if (mac.length != Header.MAC_BYTES) {
      throw macMalformed();
    }
    byte[] authenticated = Arrays.copyOf(consumed.toByteArray(), start + Header.END_MARK.length());
    return new Header(List.copyOf(stanzas), authenticated, mac);
  }

  /** The next line without its line feed, one character a byte. */
  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (char next = next(); next != '\n'; next = next()) {
      line.append(next);
    }
    return line.toString();
  }

  private char next() throws IOException {
    if (consumed.size() == Header.MAX_BYTES) {
      throw new EvidenceException(
          ErrorCode.AGE_HEADER_TOO_LARGE, "header: longer than " + Header.MAX_BYTES + " bytes");
    }
    int next = source.read();
    if (next < 0) {
      throw new EvidenceException(
          ErrorCode.AGE_HEADER_TRUNCATED, "header: ends after " + consumed.size() + " bytes");
    }
    consumed.write(next);
    return (char) next;
  }

  private static EvidenceException macMalformed() {
    return new EvidenceException(
        ErrorCode.AGE_HEADER_MAC_MALFORMED, "header MAC: not '--- ' and 43 digits of base64");
  }

  private static boolean isVisible(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c >= 0x21 && c <= 0x7e);
  }

  private static boolean isBase64(String text) {
    // Padding passes here, so that it is refused as what it is: base64 that is not canonical.
    return text.chars().allMatch(c -> BASE64_OR_PADDING.indexOf(c) >= 0);
  }
}
