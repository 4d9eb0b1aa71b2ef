package org.dockwarden.gateway.intake;

import java.time.Duration;

/**
 * What uploads may take.
 *
 * @param uploadsPerDock open uploads of one dock
 * @param uploadBytes longest upload
 * @param expiry how long an upload may rest before it is removed (P-13)
 */
public record IntakeLimits(int uploadsPerDock, long uploadBytes, Duration expiry) {}
