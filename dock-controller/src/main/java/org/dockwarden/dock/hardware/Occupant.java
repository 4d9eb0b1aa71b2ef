package org.dockwarden.dock.hardware;

import org.dockwarden.dock.camera.CameraDescriptor;

/**
 * A device in a bay.
 *
 * @param connection differs for every plugging-in: bus, device number and boot on real hardware
 * @param portPath the USB port path, {@code 1-1.4}
 * @param descriptor what it says of itself
 */
public record Occupant(String connection, String portPath, CameraDescriptor descriptor) {}
