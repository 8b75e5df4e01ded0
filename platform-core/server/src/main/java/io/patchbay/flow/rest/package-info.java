/** Flows over HTTP. */
@NullMarked
package io.patchbay.flow.rest;

import org.jspecify.annotations.NullMarked;
