/** The platform's HTTP client as a connector sees it. A connector opens no sockets of its own. */
@NullMarked
package io.patchbay.plugin.http;

import org.jspecify.annotations.NullMarked;
