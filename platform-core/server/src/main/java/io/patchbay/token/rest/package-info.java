/** Personal API tokens over REST. */
@NullMarked
package io.patchbay.token.rest;

import org.jspecify.annotations.NullMarked;
