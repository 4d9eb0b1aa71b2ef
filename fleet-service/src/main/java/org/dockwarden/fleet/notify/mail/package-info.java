/**
 * Messages to people by e-mail: SMTP (RFC 5321) with TLS, plain text in one language, headers as
 * RFC 5322 and RFC 3834 have them, so that what belongs together is shown together and no machine
 * answers.
 */
@NullMarked
package org.dockwarden.fleet.notify.mail;

import org.jspecify.annotations.NullMarked;
