/** What the console needs of others: alerts to show and answer, commands to send. Ports only. */
@NullMarked
package org.dockwarden.fleet.web.desk;

import org.jspecify.annotations.NullMarked;
