/** Members and invitations over REST. */
@NullMarked
package io.patchbay.member.rest;

import org.jspecify.annotations.NullMarked;
