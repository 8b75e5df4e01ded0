/** The built WAR on a real server with a real database. */
@NullMarked
package io.patchbay.incontainer;

import org.jspecify.annotations.NullMarked;
