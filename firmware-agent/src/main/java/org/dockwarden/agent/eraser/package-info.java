/**
 * The only program of Dockwarden that erases on a camera, and a process of its own (I2): it trusts
 * its own configuration and the signed receipt, not the agent that asks. One file is erased only
 * when a receipt of the required stage, verified here, has the file's length and digest; identity
 * within the connection counts in place of a digest, else the file is read again.
 */
@NullMarked
package org.dockwarden.agent.eraser;

import org.jspecify.annotations.NullMarked;
