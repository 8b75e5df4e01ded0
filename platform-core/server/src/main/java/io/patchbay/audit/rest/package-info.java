/** The audit trail over REST. */
@NullMarked
package io.patchbay.audit.rest;

import org.jspecify.annotations.NullMarked;
