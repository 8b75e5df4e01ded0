/** Webhook triggers: registering with the other side, verifying and parsing what it sends. */
@NullMarked
package io.patchbay.plugin.webhook;

import org.jspecify.annotations.NullMarked;
