package org.dockwarden.agent.issue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What is shown now. Thread-safe. */
final class Notices {
  private List<DeskNotice> notices = List.of();

  /** What is told to an officer, or of a bay, replaces what was told before. */
  synchronized void add(DeskAction.Tell tell, Instant now) {
    List<DeskNotice> next = new ArrayList<>();
    next.add(
        new DeskNotice(
            tell.message(), tell.officer(), tell.bay(), tell.camera(), now.plus(tell.time())));
    for (DeskNotice before : notices) {
      boolean isReplaced =
          (tell.officer().isPresent() && tell.officer().equals(before.officer()))
              || (tell.bay().isPresent() && tell.bay().equals(before.bay()))
              || before.message() == tell.message();
      if (!isReplaced && before.until().isAfter(now) && next.size() < DeskView.MAX_NOTICES) {
        next.add(before);
      }
    }
    notices = next;
  }

  synchronized DeskView view(Instant now) {
    return new DeskView(
        true, notices.stream().filter(notice -> notice.until().isAfter(now)).toList());
  }
}
