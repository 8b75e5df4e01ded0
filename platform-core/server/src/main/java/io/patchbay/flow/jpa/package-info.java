/** Flows on JPA: drafts, versions and what is turned on. */
@NullMarked
package io.patchbay.flow.jpa;

import org.jspecify.annotations.NullMarked;
