/**
 * From a docked camera's volume into the spool: every file listed, none skipped silently; one read
 * computes SHA-256 of the original and seals it in the same pass (I6: plaintext stays in memory).
 * What was sent before, here or by another dock, is recognised by content, not by name. A file that
 * changes, cannot be read, or whose camera leaves stays on the camera.
 */
@NullMarked
package org.dockwarden.agent.offload;

import org.jspecify.annotations.NullMarked;
