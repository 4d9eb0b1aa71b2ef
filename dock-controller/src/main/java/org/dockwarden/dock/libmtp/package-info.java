/**
 * A camera that speaks MTP or PTP (USB still image class), through libmtp: its objects as files
 * with paths, read in ranges so that no file lies on a disk or as a whole in memory (I6). Runs in
 * small processes of their own that hold the raw USB right: {@code dockwarden-mtp}, which reads,
 * and the eraser; never in the agent. What libmtp only half knows is an error here, never a shorter
 * list or a smaller size (docs/decisions, 12; spec/camera-profiles.md, 8).
 */
@NullMarked
package org.dockwarden.dock.libmtp;

import org.jspecify.annotations.NullMarked;
