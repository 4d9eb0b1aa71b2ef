package org.dockwarden.agent.offload;

import org.dockwarden.agent.journal.Docking;
import org.dockwarden.dock.camera.CameraProfile;
import org.dockwarden.dock.camera.CameraVolume;

/** A camera whose volume is mounted and whose docking is journaled. */
public record DockedCamera(
    Docking docking, CameraVolume volume, CameraProfile profile, Stay stay) {}
