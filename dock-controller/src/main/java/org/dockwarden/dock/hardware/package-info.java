/**
 * The dock's hardware behind small interfaces, each with a real and a simulated implementation that
 * pass the same contract suite.
 */
@NullMarked
package org.dockwarden.dock.hardware;

import org.jspecify.annotations.NullMarked;
