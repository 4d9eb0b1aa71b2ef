package org.dockwarden.agent;

import java.io.IOException;
import java.util.Optional;
import org.dockwarden.agent.health.Facts;
import org.dockwarden.agent.health.board.BoardProbe;
import org.dockwarden.agent.health.metric.CameraFacts;
import org.dockwarden.agent.health.metric.DockFacts;
import org.dockwarden.agent.health.metric.HolderFact;
import org.dockwarden.agent.issue.Holder;
import org.dockwarden.agent.issue.IssueDesk;
import org.dockwarden.agent.journal.ChargeJournal;
import org.dockwarden.agent.journal.Docking;
import org.dockwarden.agent.journal.DockingJournal;
import org.dockwarden.agent.station.BayStatus;
import org.dockwarden.evidence.identity.CameraId;
import org.dockwarden.evidence.manifest.ClockOffset;

/** What journal and board tell of the dock's health. */
record AgentFacts(
    BoardProbe board, DockingJournal dockings, ChargeJournal charges, Optional<IssueDesk> desk)
    implements Facts {
  @Override
  public DockFacts dock() {
    return board.look();
  }

  @Override
  public Optional<CameraFacts> camera(BayStatus bay) throws IOException {
    if (bay.camera().isEmpty()) {
      return Optional.empty();
    }
    Optional<Docking> docking = dockings.open(bay.bay().number());
    if (docking.isEmpty() || !docking.get().camera().equals(bay.camera().get())) {
      return Optional.empty();
    }
    Docking found = docking.get();
    return Optional.of(
        new CameraFacts(
            found.profile(),
            found.firmware(),
            found.dockedAt(),
            found.clock().map(ClockOffset::offset),
            found.clock().map(ClockOffset::uncertainty),
            charges.count(found.camera())));
  }

  @Override
  public Optional<HolderFact> holder(BayStatus bay) {
    return desk.map(
        it ->
            new HolderFact(
                it.holder(bay.bay().number())
                    .filter(holder -> fits(holder, bay.camera()))
                    .map(Holder::officer)));
  }

  /** The desk hears of a camera a moment later than the bay shows it. */
  private static boolean fits(Holder holder, Optional<CameraId> inBay) {
    return holder.isBack() ? inBay.equals(Optional.of(holder.camera())) : inBay.isEmpty();
  }
}
