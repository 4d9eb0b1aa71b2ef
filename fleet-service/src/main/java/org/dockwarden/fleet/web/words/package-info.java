/** What the console says, in English and Welsh, and figures and times as people say them. Pure. */
@NullMarked
package org.dockwarden.fleet.web.words;

import org.jspecify.annotations.NullMarked;
