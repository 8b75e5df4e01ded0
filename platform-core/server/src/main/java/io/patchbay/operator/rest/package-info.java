/** The operator's overview over REST. */
@NullMarked
package io.patchbay.operator.rest;

import org.jspecify.annotations.NullMarked;
