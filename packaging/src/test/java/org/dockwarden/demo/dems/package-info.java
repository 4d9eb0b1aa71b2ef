/**
 * The demo's stand-in DEMS, judged by programs that know nothing of Dockwarden where there are any.
 */
@NullMarked
package org.dockwarden.demo.dems;

import org.jspecify.annotations.NullMarked;
