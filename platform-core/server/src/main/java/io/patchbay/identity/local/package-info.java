/** Accounts with a password of their own. */
@NullMarked
package io.patchbay.identity.local;

import org.jspecify.annotations.NullMarked;
