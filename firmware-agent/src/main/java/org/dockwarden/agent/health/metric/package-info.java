/**
 * What a dock and its bays say of themselves (spec/health-topics.md, 5 and 6): the catalogue of
 * metrics, their values from the agent's status, and when a change is worth telling (H-14). Values
 * only; nothing here knows a broker.
 */
@NullMarked
package org.dockwarden.agent.health.metric;

import org.jspecify.annotations.NullMarked;
