/** Values with expressions in them, compiled once; schemas. */
@org.jspecify.annotations.NullMarked
package io.patchbay.flow.template;
