/**
 * Release: under a journaled receipt of the policy's stage, and after the hold, the separate eraser
 * process is asked to erase the camera's file (I2); then the journal says released. A spool object
 * goes as soon as its required receipt is journaled: it protects nothing any more.
 */
@NullMarked
package org.dockwarden.agent.release;

import org.jspecify.annotations.NullMarked;
