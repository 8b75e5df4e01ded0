/** Pretend third parties in one process: the HTTP server, its switches and its recorder. */
@org.jspecify.annotations.NullMarked
package io.patchbay.sandbox;
