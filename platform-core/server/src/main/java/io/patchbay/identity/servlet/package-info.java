/** Finds the caller of every API request. */
@NullMarked
package io.patchbay.identity.servlet;

import org.jspecify.annotations.NullMarked;
