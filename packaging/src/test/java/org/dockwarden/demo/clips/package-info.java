/** The demo's clips, judged by programs that know nothing of Dockwarden where there are any. */
@NullMarked
package org.dockwarden.demo.clips;

import org.jspecify.annotations.NullMarked;
