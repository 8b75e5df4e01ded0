/** From an operation of an OpenAPI document and a flow's parameters to an HTTP request. */
@org.jspecify.annotations.NullMarked
package io.patchbay.call.openapi;
