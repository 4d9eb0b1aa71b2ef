package org.dockwarden.evidence.identity;

/**
 * What a force calls an officer, or anybody who is issued a camera: the same form as a dock's name
 * (N-2). Never a person's name.
 */
public record OfficerId(String text) implements Comparable<OfficerId> {
  public OfficerId {
    DockId.requireName("officer", text);
  }

  @Override
  public int compareTo(OfficerId other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
