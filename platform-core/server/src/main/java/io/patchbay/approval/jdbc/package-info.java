/** Approvals in the database. */
@NullMarked
package io.patchbay.approval.jdbc;

import org.jspecify.annotations.NullMarked;
