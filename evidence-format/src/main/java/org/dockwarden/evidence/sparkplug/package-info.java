/**
 * Sparkplug B payloads (Sparkplug 3.0, ISO/IEC 20237, chapter 6.4) as bytes and values, for both
 * sides. Health only: no fact of evidence travels this way. Sizes are bounded before anything is
 * kept; what a reader does not know it skips.
 */
@NullMarked
package org.dockwarden.evidence.sparkplug;

import org.jspecify.annotations.NullMarked;
