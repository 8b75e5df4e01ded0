/** Runs over HTTP. */
@NullMarked
package io.patchbay.run.rest;

import org.jspecify.annotations.NullMarked;
