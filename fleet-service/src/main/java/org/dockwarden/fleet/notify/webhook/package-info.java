/**
 * Messages to a service desk by HTTP, signed as the Standard Webhooks specification 1.0.0 has it.
 * What is sent is described in {@code spec/alert-webhook.md}.
 */
@NullMarked
package org.dockwarden.fleet.notify.webhook;

import org.jspecify.annotations.NullMarked;
