package io.patchbay.connection.rest;

import org.jspecify.annotations.Nullable;

/**
 * Whether a secret field has a value; never the value.
 *
 * @param length not told at present: it helps who guesses
 */
public record SecretMark(String field, boolean set, @Nullable Integer length) {}
