/** From an AsyncAPI document and a flow's message to the HTTP request that sends it. */
@org.jspecify.annotations.NullMarked
package io.patchbay.call.asyncapi;
