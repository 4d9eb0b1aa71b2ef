package org.dockwarden.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Objects;

/** How far the one camera is, told when it changes. */
final class OnceProgress {
  private final DemoFolder folder;
  private final int files;
  private final ProgressLine line;
  private String last = "";
  private int onCamera;

  OnceProgress(DemoFolder folder, int files, PrintStream out) {
    this.folder = folder;
    this.files = files;
    this.onCamera = files;
    this.line = new ProgressLine(out);
  }

  /** Looks again; whether anything is different from before. */
  boolean update(Estate estate) throws IOException, InterruptedException {
    onCamera = CameraContents.list(folder.camera()).size();
    long accepted = estate.dems().accepted();
    String bay =
        BayView.parse(estate.agentStatus()).stream()
            .filter(view -> view.number() == 1)
            .map(BayView::text)
            .findFirst()
            .orElse("starting");
    String now =
        "bay 1: " + bay + "; evidence " + accepted + ", on the camera " + onCamera + " of " + files;
    boolean changed = !Objects.equals(now, last);
    if (changed) {
      line.show(now);
      last = now;
    }
    return changed;
  }

  boolean isReleased() {
    return onCamera == 0;
  }

  String summary() {
    return last;
  }

  void finish() {
    line.end();
  }
}
