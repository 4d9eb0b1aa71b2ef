/**
 * The screen at the dock: one page that shows every bay as it lies there, in words, symbol, colour
 * and rhythm of its light (spec/bay-states.md, section 3), live by server-sent events and also
 * without scripts. It says only what the agent's status says; what is unknown is said to be, and a
 * page that hears nothing any more says so within seconds. Loopback only, GET only, nothing from
 * elsewhere. What a status costs is paid once for all viewers, who are few and never waited for.
 */
@NullMarked
package org.dockwarden.agent.display;

import org.jspecify.annotations.NullMarked;
