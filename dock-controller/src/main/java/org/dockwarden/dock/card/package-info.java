/**
 * Card readers: whose card was held to the dock. Reads the number that a contactless card gives to
 * anybody (its UID), nothing else, and keeps none. Real (PC/SC) and simulated readers pass one
 * contract; a reader that is missing or fails is a degradation, and never stops footage.
 */
@NullMarked
package org.dockwarden.dock.card;

import org.jspecify.annotations.NullMarked;
