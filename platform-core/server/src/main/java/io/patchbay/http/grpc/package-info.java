/** {@code call: grpc}: reading .proto texts, and messages from and to JSON. */
@org.jspecify.annotations.NullMarked
package io.patchbay.http.grpc;
