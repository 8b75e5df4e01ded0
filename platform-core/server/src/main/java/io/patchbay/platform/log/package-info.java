/** The log: one JSON object a line, with run and tenant. */
@NullMarked
package io.patchbay.platform.log;

import org.jspecify.annotations.NullMarked;
