/** What starts flows, and what became of each firing. */
@NullMarked
package io.patchbay.trigger.jdbc;

import org.jspecify.annotations.NullMarked;
