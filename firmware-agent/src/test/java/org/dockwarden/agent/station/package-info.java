/** Tests of the bays at work: what lies over a docking, and who is told. */
@NullMarked
package org.dockwarden.agent.station;

import org.jspecify.annotations.NullMarked;
