/**
 * A camera that speaks MTP or PTP as the agent sees it: a volume read through the helper {@code
 * dockwarden-mtp}, which alone may talk to the device and can only read (spec/camera-profiles.md,
 * 8). One connection to the helper's socket is one session with the camera of one bay.
 *
 * <p>Requests are lines: {@code open BAY}, {@code list}, {@code look HEXPATH}, {@code read HEXPATH
 * OFFSET LENGTH}, {@code end}. Answers are lines {@code file STORAGE BYTES SECONDS HEXPATH}, {@code
 * other …} alike for what has no content, and last {@code done}, {@code absent}, {@code failed
 * MESSAGE} or {@code fault REASON MESSAGE}; that to {@code read} is {@code data COUNT} and so many
 * bytes. No request changes anything.
 */
@NullMarked
package org.dockwarden.dock.mtp;

import org.jspecify.annotations.NullMarked;
