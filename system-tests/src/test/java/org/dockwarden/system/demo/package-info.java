/**
 * The demo as a person runs it: the launcher's own process from the built tree, with everything
 * that it starts; what it prints, what it leaves, and what is left of it when it is killed.
 */
@NullMarked
package org.dockwarden.system.demo;

import org.jspecify.annotations.NullMarked;
