/**
 * HTML as values: elements, attributes and text, escaped where they are written. No page puts
 * strings together, so nothing that a dock says can become markup. Charts are SVG with a text
 * alternative.
 */
@NullMarked
package org.dockwarden.fleet.web.html;

import org.jspecify.annotations.NullMarked;
