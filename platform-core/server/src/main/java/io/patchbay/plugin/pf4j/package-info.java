/** Loading plugin classes with PF4J, each version behind a class loader that sees the API only. */
@NullMarked
package io.patchbay.plugin.pf4j;

import org.jspecify.annotations.NullMarked;
