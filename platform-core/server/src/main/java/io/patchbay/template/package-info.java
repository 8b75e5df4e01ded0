/** Ready-made flows, bundled with the platform. */
@NullMarked
package io.patchbay.template;

import org.jspecify.annotations.NullMarked;
