/** The pages of the console: from what the fleet is asked to HTML, in one language. */
@NullMarked
package org.dockwarden.fleet.web.page;

import org.jspecify.annotations.NullMarked;
