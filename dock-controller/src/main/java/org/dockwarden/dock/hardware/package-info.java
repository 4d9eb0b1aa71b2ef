/**
 * The dock's hardware behind small interfaces, each with a real and a simulated implementation that
 * pass the same contract suite, and the pure functions over what a scan sees. A scan that fails is
 * an error that reaches the caller: a blind dock never looks healthy.
 */
@NullMarked
package org.dockwarden.dock.hardware;

import org.jspecify.annotations.NullMarked;
