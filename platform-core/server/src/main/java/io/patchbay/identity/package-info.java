/**
 * Who calls: accounts, sessions, tokens, roles and permissions. The rest of the code sees a Caller,
 * never a token.
 */
@NullMarked
package io.patchbay.identity;

import org.jspecify.annotations.NullMarked;
