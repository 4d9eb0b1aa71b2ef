/**
 * Cameras as the dock sees them: USB descriptors, profiles that say what a camera is and where its
 * files lie (spec/camera-profiles.md), and the read-only view of its volume. Nothing here can
 * change a camera, and no file of it is passed over: what no rule matches is metadata.
 */
@NullMarked
package org.dockwarden.dock.camera;

import org.jspecify.annotations.NullMarked;
