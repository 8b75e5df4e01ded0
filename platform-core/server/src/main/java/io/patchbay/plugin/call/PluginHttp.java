package io.patchbay.plugin.call;

import io.patchbay.http.Header;
import io.patchbay.http.OutboundFailure;
import io.patchbay.http.OutboundRequest;
import io.patchbay.http.OutboundResponse;
import io.patchbay.plugin.ConnectorException;
import io.patchbay.plugin.ErrorKind;
import io.patchbay.plugin.Json;
import io.patchbay.plugin.http.Http;
import io.patchbay.plugin.http.HttpHeaders;
import io.patchbay.plugin.http.HttpRequest;
import io.patchbay.plugin.http.HttpResponse;
import io.patchbay.plugin.http.HttpStream;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** The plugin API's HTTP client on the platform's: one for each call. */
final class PluginHttp implements Http {

  private final Loan loan;
  private final PluginRequests requests;
  private final Json json;
  private volatile boolean closed;
  private volatile boolean acted;

  PluginHttp(Loan loan, Json json) {
    this.loan = loan;
    this.requests = new PluginRequests(loan, json);
    this.json = json;
  }

  boolean mayHaveActed() {
    return acted;
  }

  void close() {
    closed = true;
  }

  @Override
  public HttpResponse send(HttpRequest request) {
    OutboundResponse response = exchange(request);
    return new HttpResponse(
        request,
        response.status(),
        headers(response),
        response.body(),
        loan.clock().instant(),
        json);
  }

  /** The whole answer is read first: it is bounded, and the caller may take its time then. */
  @Override
  public HttpStream open(HttpRequest request) {
    OutboundResponse response = exchange(request);
    HttpHeaders headers = headers(response);
    return new HttpStream() {
      @Override
      public int status() {
        return response.status();
      }

      @Override
      public HttpHeaders headers() {
        return headers;
      }

      @Override
      public InputStream body() {
        return new ByteArrayInputStream(response.body());
      }

      @Override
      public void close() {
        // Nothing is held open.
      }
    };
  }

  private OutboundResponse exchange(HttpRequest request) {
    if (closed) {
      throw new IllegalStateException(
          "The HTTP client of a call may be used until it returns only.");
    }
    OutboundRequest outbound = requests.outbound(request);
    boolean before = acted;
    acted |= !request.isSafe();
    try {
      return onVirtualThread(outbound);
    } catch (OutboundFailure e) {
      acted = before || (e.maybeSent() && !request.isSafe());
      throw failure(request, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ConnectorException.of(
          ErrorKind.CANCELLED, request.summary() + " was stopped before it was answered.");
    }
  }

  /**
   * The plugin's own thread is a platform thread, whose socket reads an interruption does not end;
   * on a virtual thread it does.
   */
  private OutboundResponse onVirtualThread(OutboundRequest request)
      throws OutboundFailure, InterruptedException {
    FutureTask<OutboundResponse> task = new FutureTask<>(() -> loan.http().send(request));
    Thread thread = Thread.ofVirtual().name("plugin-http").unstarted(task);
    thread.setContextClassLoader(PluginHttp.class.getClassLoader());
    thread.start();
    try {
      return task.get();
    } catch (InterruptedException e) {
      thread.interrupt();
      throw e;
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case OutboundFailure failure -> throw failure;
        case InterruptedException interrupted -> throw interrupted;
        case RuntimeException unchecked -> throw unchecked;
        case null, default -> throw new IllegalStateException("The request failed.", e.getCause());
      }
    }
  }

  private ConnectorException failure(HttpRequest request, OutboundFailure e) {
    String message = loan.mask().maskValues(String.valueOf(e.getMessage()));
    return ConnectorException.of(kind(request, e), message)
        .retryable(e.retryable())
        .retryAfter(e.retryAfter().orElse(null));
  }

  private static ErrorKind kind(HttpRequest request, OutboundFailure e) {
    return switch (e.kind()) {
      case INVALID_REQUEST -> ErrorKind.INVALID_INPUT;
      case REFUSED_ADDRESS, REDIRECT_REFUSED -> ErrorKind.FORBIDDEN;
      case PAUSED -> ErrorKind.RATE_LIMITED;
      case TOO_LARGE, BAD_RESPONSE -> ErrorKind.BAD_RESPONSE;
      case UNKNOWN_HOST, CONNECT_FAILED, TLS_FAILED, CIRCUIT_OPEN, BUSY -> ErrorKind.UNAVAILABLE;
      case TIMED_OUT, BROKEN ->
          !e.maybeSent()
              ? ErrorKind.UNAVAILABLE
              : request.isSafe() ? ErrorKind.TIMEOUT : ErrorKind.OUTCOME_UNKNOWN;
    };
  }

  private static HttpHeaders headers(OutboundResponse response) {
    Map<String, List<String>> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (Header header : response.headers()) {
      values.computeIfAbsent(header.name(), n -> new ArrayList<>()).add(header.value());
    }
    return new HttpHeaders(values);
  }
}
