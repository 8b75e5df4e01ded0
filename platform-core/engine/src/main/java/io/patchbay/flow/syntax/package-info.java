/** YAML and JSON text with positions: the tree that the flow parser reads. */
@org.jspecify.annotations.NullMarked
package io.patchbay.flow.syntax;
