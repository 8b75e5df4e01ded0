/**
 * Looks through a flow's text: problems, outline and head, with the tenant's connections and
 * functions.
 */
@NullMarked
package io.patchbay.flow.review;

import org.jspecify.annotations.NullMarked;
