/** The catalogue of connectors over REST. */
@NullMarked
package io.patchbay.connector.rest;

import org.jspecify.annotations.NullMarked;
