/**
 * What docks and their bays last said, kept in memory within stated limits. Pure: no network, no
 * clock. Source: Sparkplug 3.0, chapters 4 to 6.
 */
@NullMarked
package org.dockwarden.fleet.dock;

import org.jspecify.annotations.NullMarked;
