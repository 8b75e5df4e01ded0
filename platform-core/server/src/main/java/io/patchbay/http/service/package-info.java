/** Calls of services that a document or a protocol describes: OpenAPI, AsyncAPI, MCP, gRPC. */
@org.jspecify.annotations.NullMarked
package io.patchbay.http.service;
