/**
 * How long it takes until a camera's footage is safe, and until the camera is ready: from what was
 * measured, and from nothing else. What has not been measured yet, has stopped, or lies with others
 * is unknown and says why. Pure: time comes as an argument. One thread at a time.
 */
@NullMarked
package org.dockwarden.agent.display.forecast;

import org.jspecify.annotations.NullMarked;
