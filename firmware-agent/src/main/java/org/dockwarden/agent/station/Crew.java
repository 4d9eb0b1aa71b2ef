package org.dockwarden.agent.station;

import java.time.InstantSource;
import org.dockwarden.agent.journal.DockingJournal;
import org.dockwarden.agent.offload.Offload;
import org.dockwarden.agent.release.Releaser;
import org.dockwarden.dock.camera.CameraProfiles;
import org.dockwarden.dock.hardware.DockHardware;

/** What every session works with. */
public record Crew(
    DockHardware hardware,
    CameraProfiles profiles,
    DockingJournal journal,
    Offload offload,
    Releaser releaser,
    InstantSource clock) {}
