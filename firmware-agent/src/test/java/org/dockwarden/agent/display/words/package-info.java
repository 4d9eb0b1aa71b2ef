/** Tests of the main package of the same name. */
@NullMarked
package org.dockwarden.agent.display.words;

import org.jspecify.annotations.NullMarked;
