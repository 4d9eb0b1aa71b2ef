/**
 * The bays at work: a scan is the truth, hints only shorten the wait; each docking is a session on
 * a virtual thread of its own. Every change of a bay's state machine (spec/bay-states.md) shows at
 * once on its light and in the status.
 */
@NullMarked
package org.dockwarden.agent.station;

import org.jspecify.annotations.NullMarked;
