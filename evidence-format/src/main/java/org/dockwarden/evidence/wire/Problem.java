package org.dockwarden.evidence.wire;

import org.dockwarden.evidence.error.ErrorCode;

/**
 * An error on the wire: RFC 9457 problem details, media type {@code application/problem+json},
 * members {@code type} ({@code urn:dockwarden:error:CODE}), {@code status}, {@code code}, {@code
 * detail}.
 */
public record Problem(ErrorCode code, String detail) {}
