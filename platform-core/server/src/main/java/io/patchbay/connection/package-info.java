/**
 * A tenant's connections: settings and sealed secrets for a connector.
 *
 * <p>{@link io.patchbay.connection.Connections} is what people do with them, {@link
 * io.patchbay.connection.ConnectionResolver} is what a running step gets.
 */
@NullMarked
package io.patchbay.connection;

import org.jspecify.annotations.NullMarked;
