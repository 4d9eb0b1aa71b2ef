/** The demo's parts, one at a time; the whole of it runs in the system tests. */
@NullMarked
package org.dockwarden.demo;

import org.jspecify.annotations.NullMarked;
