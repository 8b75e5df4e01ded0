/** Tests of the run store on a real PostgreSQL. */
@NullMarked
package io.patchbay.run.jdbc;

import org.jspecify.annotations.NullMarked;
