/**
 * What the display says, in English and Welsh: words from the two properties files beside the page,
 * plurals by the rules of each language, figures and durations as people say them. For every {@link
 * org.dockwarden.dock.bay.BayReason} and every error code of a bay there are words that an officer
 * understands and, for the former, what to do. Pure.
 */
@NullMarked
package org.dockwarden.agent.display.words;

import org.jspecify.annotations.NullMarked;
