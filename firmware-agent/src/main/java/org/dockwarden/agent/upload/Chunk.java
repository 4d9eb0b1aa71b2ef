package org.dockwarden.agent.upload;

import java.io.InputStream;
import java.util.Optional;
import java.util.function.Supplier;
import org.dockwarden.evidence.identity.Digest;

/**
 * What one PATCH carries.
 *
 * @param bytes its length
 * @param content its bytes; asked for once more when the connection has to be made again
 * @param digest SHA-256 of them, if it is known
 */
public record Chunk(long bytes, Supplier<InputStream> content, Optional<Digest> digest) {}
