package org.dockwarden.agent.eraser;

import java.time.Instant;

/**
 * What tells, within one unbroken connection, that a file is the one that was read: device, inode,
 * length and modification time.
 */
public record FileIdentity(long device, long inode, long bytes, Instant modified) {}
