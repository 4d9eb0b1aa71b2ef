package org.dockwarden.agent.issue;

import org.dockwarden.evidence.identity.CameraId;
import org.dockwarden.evidence.identity.OfficerId;

/**
 * Who has the camera that is, or was last, in a bay.
 *
 * @param isBack whether it is there: then the officer brought it back
 */
public record Holder(CameraId camera, OfficerId officer, boolean isBack) {}
