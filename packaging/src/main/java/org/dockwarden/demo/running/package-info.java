/**
 * The processes of the demo: each a child with its own log, stopped by its handle, never by its
 * name; and the plain loopback requests that ask how they are.
 */
@NullMarked
package org.dockwarden.demo.running;

import org.jspecify.annotations.NullMarked;
