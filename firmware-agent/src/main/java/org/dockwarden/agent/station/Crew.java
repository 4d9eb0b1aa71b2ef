package org.dockwarden.agent.station;

import java.time.InstantSource;
import java.util.Optional;
import org.dockwarden.agent.journal.DockingJournal;
import org.dockwarden.agent.offload.Offload;
import org.dockwarden.agent.release.Releaser;
import org.dockwarden.dock.bay.ChargeRule;
import org.dockwarden.dock.camera.CameraProfiles;
import org.dockwarden.dock.hardware.DockHardware;

/**
 * What every session works with.
 *
 * @param issueRule when a camera is ready to be issued; empty where nothing measures charge (Y-3)
 */
public record Crew(
    DockHardware hardware,
    CameraProfiles profiles,
    DockingJournal journal,
    Offload offload,
    Releaser releaser,
    Optional<ChargeRule> issueRule,
    InstantSource clock) {}
