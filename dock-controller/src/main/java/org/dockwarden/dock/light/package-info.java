/**
 * The bays' lights: which colours in which rhythm a pattern is, as data, and what blinks them on
 * GPIO lines. Every pattern has a rhythm of its own, so that it can be told apart without colour;
 * none flashes more than three times a second.
 */
@NullMarked
package org.dockwarden.dock.light;

import org.jspecify.annotations.NullMarked;
