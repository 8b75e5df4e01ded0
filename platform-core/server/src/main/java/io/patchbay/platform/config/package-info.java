/** The settings of this installation, read once from the environment. */
@NullMarked
package io.patchbay.platform.config;

import org.jspecify.annotations.NullMarked;
