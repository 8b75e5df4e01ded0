/** The home of a tenant: its ledger and what needs attention. */
@NullMarked
package io.patchbay.ledger.rest;

import org.jspecify.annotations.NullMarked;
