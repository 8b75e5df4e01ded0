/** Tests of the way in for events. */
@NullMarked
package io.patchbay.event.rest;

import org.jspecify.annotations.NullMarked;
