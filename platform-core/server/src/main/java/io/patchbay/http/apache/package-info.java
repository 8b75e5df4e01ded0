/** The outbound port on Apache HttpClient 5, with the address guard inside its DNS resolver. */
@NullMarked
package io.patchbay.http.apache;

import org.jspecify.annotations.NullMarked;
