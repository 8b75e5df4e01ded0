/** The flow language: text in, definition or problems out. Pure functions of the text. */
@org.jspecify.annotations.NullMarked
package io.patchbay.flow;
