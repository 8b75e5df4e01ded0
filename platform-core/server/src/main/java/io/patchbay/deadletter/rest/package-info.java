/** Dead letters over REST. */
@NullMarked
package io.patchbay.deadletter.rest;

import org.jspecify.annotations.NullMarked;
