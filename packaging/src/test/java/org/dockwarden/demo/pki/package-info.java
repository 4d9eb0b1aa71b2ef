/** The demo's keys, judged by programs that know nothing of Dockwarden where there are any. */
@NullMarked
package org.dockwarden.demo.pki;

import org.jspecify.annotations.NullMarked;
