/** Members and invitations of one tenant in the database. */
@NullMarked
package io.patchbay.member.jpa;

import org.jspecify.annotations.NullMarked;
