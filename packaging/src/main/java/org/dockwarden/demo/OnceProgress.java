package org.dockwarden.demo;

import java.io.IOException;

/** How far the one camera is, told when it changes. */
final class OnceProgress {
  private final DemoFolder folder;
  private final ProgressLine line;
  private String last = "";
  private String lastSeen = "";
  private int onCamera;

  OnceProgress(DemoFolder folder, int files, ProgressLine line) {
    this.folder = folder;
    this.onCamera = files;
    this.line = line;
  }

  /** Looks again; whether anything is different from before. */
  boolean update(Estate estate) throws IOException, InterruptedException {
    onCamera = CameraContents.list(folder.camera()).size();
    long accepted = estate.dems().accepted();
    String bay =
        BayView.parse(estate.agentStatus()).stream()
            .filter(view -> view.number() == OnceRun.BAY)
            .map(view -> view.text() + ", " + view.progress())
            .findFirst()
            .orElse("starting");
    String now = "bay 1: " + bay + "; acknowledged by the DEMS " + accepted;
    String seen = now + onCamera;
    boolean changed = !seen.equals(lastSeen);
    line.show(now);
    last = now;
    lastSeen = seen;
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
