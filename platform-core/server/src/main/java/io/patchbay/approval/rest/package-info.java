/** Routes of approvals. */
@NullMarked
package io.patchbay.approval.rest;

import org.jspecify.annotations.NullMarked;
