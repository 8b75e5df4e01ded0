/** Plugins over REST, for operators. */
@NullMarked
package io.patchbay.plugin.rest;

import org.jspecify.annotations.NullMarked;
