package org.dockwarden.agent.issue;

import java.time.Duration;
import java.time.Instant;

/**
 * Now, by two clocks.
 *
 * @param wall for events and people; may be set
 * @param running for waits; only goes on
 */
record Moment(Instant wall, Duration running) {}
