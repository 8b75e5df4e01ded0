/**
 * Secrets at rest. {@link io.patchbay.secret.SecretVault} seals a value so that it can be opened
 * only for the same tenant, at the same place; {@link io.patchbay.secret.KeysetStore} keeps the
 * tenants' wrapped keys.
 */
@NullMarked
package io.patchbay.secret;

import org.jspecify.annotations.NullMarked;
