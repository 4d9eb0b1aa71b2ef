package org.dockwarden.fleet.query;

import java.util.List;

/**
 * A part of a long list.
 *
 * @param offset of the first item in the whole list, from 0
 * @param total how long the whole list is
 */
public record Page<T>(List<T> items, int offset, long total) {
  public Page {
    items = List.copyOf(items);
  }

  /** Which part of a list is wanted; at most {@value #MAX_LIMIT} items. */
  public record Request(int offset, int limit) {
    public static final int MAX_LIMIT = 500;

    public Request {
      if (offset < 0 || limit < 1 || limit > MAX_LIMIT) {
        throw new IllegalArgumentException(
            "page: %d items from %d (expected: 1 to %d from 0)"
                .formatted(limit, offset, MAX_LIMIT));
      }
    }
  }

  /** The wanted part of a list that is in memory. */
  public static <T> Page<T> of(List<T> all, Request wanted) {
    int from = Math.min(wanted.offset(), all.size());
    int to = Math.min(from + wanted.limit(), all.size());
    return new Page<>(all.subList(from, to), from, all.size());
  }
}
