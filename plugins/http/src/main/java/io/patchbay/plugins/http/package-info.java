/** The connector {@code http}: any REST call, with the usual ways to sign in. */
@NullMarked
package io.patchbay.plugins.http;

import org.jspecify.annotations.NullMarked;
