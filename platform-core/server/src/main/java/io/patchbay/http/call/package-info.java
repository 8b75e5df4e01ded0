/** The flow language's {@code call: http} on the outbound client. */
@NullMarked
package io.patchbay.http.call;

import org.jspecify.annotations.NullMarked;
