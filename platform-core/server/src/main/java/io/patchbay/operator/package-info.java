/** What an operator sees of the installation. */
@NullMarked
package io.patchbay.operator;

import org.jspecify.annotations.NullMarked;
