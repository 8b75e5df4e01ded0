package io.patchbay.approval;

import io.patchbay.audit.Actor;
import org.jspecify.annotations.Nullable;

/**
 * What somebody decided.
 *
 * @param via {@code console} or {@code link}
 */
public record Decision(
    String choice, @Nullable String comment, String by, String via, Actor actor) {}
