/** What the page makes of what docks say. */
@NullMarked
package org.dockwarden.fleet.web;

import org.jspecify.annotations.NullMarked;
