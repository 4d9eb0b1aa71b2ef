package org.dockwarden.agent.issue;

import java.time.Duration;

/**
 * How a desk works.
 *
 * @param take how long an offered camera waits to be taken
 * @param grace a camera that is back within this has not left
 * @param offers most officers who are offered a camera at one time; one light cannot tell two apart
 * @param alsoCleared whether cleared cameras are offered, whose charge is low or not known
 */
public record DeskRules(Duration take, Duration grace, int offers, boolean alsoCleared) {}
