package org.dockwarden.fleet.query;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What is asked of the inventory; see {@link FleetQueries}. */
public interface CameraQueries {
  Page<CameraSummary> cameras(CameraFilter filter, Page.Request page) throws IOException;

  Optional<CameraLife> camera(String camera, Page.Request events) throws IOException;

  List<FirmwareCount> firmware() throws IOException;

  Page<LateFootage> late(Page.Request page) throws IOException;

  /** Cameras and officers that contain a text. */
  List<SearchHit> search(String text, int limit) throws IOException;

  void writeCsv(OutputStream out) throws IOException;

  /**
   * Numbers for the summary.
   *
   * @param dockedBefore cameras in use that were last docked before are missing
   */
  Counts counts(Instant dockedBefore, Instant lateSince) throws IOException;

  /** Why nothing is written; "" while all is well. */
  String problem();

  /** See {@link FleetSummary}. */
  record Counts(long known, long missing, long late) {}
}
