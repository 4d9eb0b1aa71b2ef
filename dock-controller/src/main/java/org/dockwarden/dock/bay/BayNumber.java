package org.dockwarden.dock.bay;

/** The number printed on the dock beside the bay, from 1. */
public record BayNumber(int number) implements Comparable<BayNumber> {
  /** No dock has more bays than this. */
  public static final int MAX = 128;

  public BayNumber {
    if (number < 1 || number > MAX) {
      throw new IllegalArgumentException("bay: " + number + " (expected: 1 to " + MAX + ")");
    }
  }

  @Override
  public int compareTo(BayNumber other) {
    return Integer.compare(number, other.number);
  }

  @Override
  public String toString() {
    return Integer.toString(number);
  }
}
