/** Members of a tenant with their names, which live outside the tenant. */
@NullMarked
package io.patchbay.member.jdbc;

import org.jspecify.annotations.NullMarked;
