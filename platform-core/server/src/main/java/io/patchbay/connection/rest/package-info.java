/** Connections over REST. */
@NullMarked
package io.patchbay.connection.rest;

import org.jspecify.annotations.NullMarked;
