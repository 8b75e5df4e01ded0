/** Tests on a real PostgreSQL. */
@NullMarked
package io.patchbay.node.postgres;

import org.jspecify.annotations.NullMarked;
