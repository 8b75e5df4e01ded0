/** Templates over HTTP. */
@NullMarked
package io.patchbay.template.rest;

import org.jspecify.annotations.NullMarked;
