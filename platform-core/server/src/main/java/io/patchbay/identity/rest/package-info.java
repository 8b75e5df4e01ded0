/** Signing in and out. */
@NullMarked
package io.patchbay.identity.rest;

import org.jspecify.annotations.NullMarked;
