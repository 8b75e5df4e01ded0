/** Tenants over REST. */
@NullMarked
package io.patchbay.tenant.rest;

import org.jspecify.annotations.NullMarked;
