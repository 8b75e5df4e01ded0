/** The plugin store in the database, through which all nodes have the same plugins. */
@NullMarked
package io.patchbay.plugin.jdbc;

import org.jspecify.annotations.NullMarked;
