/**
 * The screen at the dock as a browser has it: the real page in Chromium, in both languages and in
 * every state, checked with axe-core (WCAG 2.2 AA) and walked through by keyboard.
 */
@NullMarked
package org.dockwarden.system.display;

import org.jspecify.annotations.NullMarked;
