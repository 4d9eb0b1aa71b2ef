/**
 * Commands from a Sparkplug host (spec/health-topics.md, 7): who may tell this dock what, and what
 * came of it. They reach what {@link DockControls} offers, and nothing else (H-24).
 */
@NullMarked
package org.dockwarden.agent.health.command;

import org.jspecify.annotations.NullMarked;
