/** Trying expressions out over HTTP. */
@NullMarked
package io.patchbay.expression.rest;

import org.jspecify.annotations.NullMarked;
