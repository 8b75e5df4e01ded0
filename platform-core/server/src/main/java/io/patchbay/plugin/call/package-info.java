/**
 * Calling connectors on behalf of flows: actions, polls, webhooks and connection checks, with what
 * the platform lends to the plugin for the length of the call.
 */
@NullMarked
package io.patchbay.plugin.call;

import org.jspecify.annotations.NullMarked;
