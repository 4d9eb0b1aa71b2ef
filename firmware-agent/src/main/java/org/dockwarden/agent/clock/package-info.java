/**
 * The dock's own clock, and a camera's measured against it before anything corrects it (evidence
 * format M-6). What cannot be found out is said to be unknown.
 */
@NullMarked
package org.dockwarden.agent.clock;

import org.jspecify.annotations.NullMarked;
