/** The vault on Tink: one AES-256-GCM keyset a tenant, wrapped by the master key. */
@NullMarked
package io.patchbay.secret.tink;

import org.jspecify.annotations.NullMarked;
