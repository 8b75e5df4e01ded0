/** Members of a tenant and how they come in. */
@NullMarked
package io.patchbay.member;

import org.jspecify.annotations.NullMarked;
