/** The teaching connector. Copy it. */
@NullMarked
package io.patchbay.plugins.example;

import org.jspecify.annotations.NullMarked;
