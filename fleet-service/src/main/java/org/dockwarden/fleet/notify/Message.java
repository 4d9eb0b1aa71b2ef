package org.dockwarden.fleet.notify;

import java.util.List;

/**
 * What is sent at once: one event, or a digest of several.
 *
 * @param id the same whenever it is tried again
 * @param notices never empty, the oldest first
 */
public record Message(String id, List<Notice> notices) {
  /** Most events in a digest; keeps a message well below what a receiver takes. */
  public static final int MAX_DIGEST = 50;

  public Message {
    notices = List.copyOf(notices);
    if (notices.isEmpty()) {
      throw new IllegalArgumentException("message: empty (expected: a notice)");
    }
  }

  /** A message of one event. */
  static Message of(Notice notice) {
    return new Message("msg_" + notice.event().id(), List.of(notice));
  }

  public boolean isDigest() {
    return notices.size() > 1;
  }

  List<Long> numbers() {
    return notices.stream().map(Notice::number).toList();
  }
}
