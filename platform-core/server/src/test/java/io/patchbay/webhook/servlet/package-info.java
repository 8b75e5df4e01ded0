/** Tests of what webhooks let in. */
@NullMarked
package io.patchbay.webhook.servlet;

import org.jspecify.annotations.NullMarked;
