/** Webhooks: the hot path from a post to a run on disk. */
@NullMarked
package io.patchbay.webhook.servlet;

import org.jspecify.annotations.NullMarked;
