/** The console's files, and the headers of every answer. */
@NullMarked
package io.patchbay.platform.web;

import org.jspecify.annotations.NullMarked;
