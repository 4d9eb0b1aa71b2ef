/**
 * Cameras as the dock sees them: USB descriptors, profiles that say what a camera is and where its
 * files lie, and the read-only view of its volume. Nothing here can change a camera.
 */
@NullMarked
package org.dockwarden.dock.camera;

import org.jspecify.annotations.NullMarked;
