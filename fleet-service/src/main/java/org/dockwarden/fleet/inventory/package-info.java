/**
 * Every camera and dock ever seen: where it is, who has it, what state of stock somebody gave it
 * and why. The port; its adapter is in {@code sqlite}.
 */
@NullMarked
package org.dockwarden.fleet.inventory;

import org.jspecify.annotations.NullMarked;
