/** Tests of commands to docks. */
@NullMarked
package org.dockwarden.fleet.command;

import org.jspecify.annotations.NullMarked;
