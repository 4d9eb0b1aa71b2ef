package org.dockwarden.agent.journal;

import java.util.UUID;

/**
 * A file in the worklist of a docking.
 *
 * @param id its number in the journal
 * @param attempts how often reading it began
 */
public record CameraFile(long id, UUID docking, ListedFile file, int attempts) {}
