/** The read-only page on loopback: the table of docks as JSON and as HTML, and a health check. */
@NullMarked
package org.dockwarden.fleet.web;

import org.jspecify.annotations.NullMarked;
