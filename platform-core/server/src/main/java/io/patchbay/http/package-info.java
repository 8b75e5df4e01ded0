/**
 * Outbound HTTP: the one way in which flows and plugins reach other systems.
 *
 * <p>{@link io.patchbay.http.OutboundHttp} is the port. {@link io.patchbay.http.EgressPolicy} says
 * which addresses may be reached, {@link io.patchbay.http.CallBudgets} slows callers down when the
 * other side asks for it, {@link io.patchbay.http.ExchangeRecorder} receives every exchange,
 * masked.
 */
@NullMarked
package io.patchbay.http;

import org.jspecify.annotations.NullMarked;
