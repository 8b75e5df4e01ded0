/** Who did what, when, to what, from where: append-only, one chain a tenant. */
@NullMarked
package io.patchbay.audit;

import org.jspecify.annotations.NullMarked;
