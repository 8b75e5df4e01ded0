package io.patchbay.identity.servlet;

import io.patchbay.identity.Caller;
import io.patchbay.identity.OpaqueToken;
import io.patchbay.identity.jdbc.ApiTokens;
import io.patchbay.identity.jdbc.Sessions;
import io.patchbay.platform.config.PlatformConfig;
import io.patchbay.platform.database.DatabaseException;
import io.patchbay.platform.json.Json;
import io.patchbay.platform.metric.Metrics;
import io.patchbay.platform.rest.Problem;
import io.patchbay.platform.rest.ProblemBody;
import jakarta.inject.Inject;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Finds the caller of an API request by bearer token or session cookie, and refuses forged
 * requests: an unsafe method with a cookie must repeat the session's CSRF token, and a foreign
 * Origin is refused. Without credentials the request goes on anonymously; the permission filter
 * decides.
 */
@WebFilter(urlPatterns = "/api/*", asyncSupported = true)
public class CallerFilter implements Filter {

  public static final String COOKIE = "patchbay_session";
  public static final String CSRF_HEADER = "X-CSRF-Token";
  public static final String CALLER = "io.patchbay.caller";

  private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE");
  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

  private final Sessions sessions;
  private final ApiTokens tokens;
  private final PlatformConfig config;
  private final Metrics metrics;

  @Inject
  public CallerFilter(Sessions sessions, ApiTokens tokens, PlatformConfig config, Metrics metrics) {
    this.sessions = sessions;
    this.tokens = tokens;
    this.config = config;
    this.metrics = metrics;
  }

  @Override
  public void doFilter(ServletRequest anyRequest, ServletResponse anyResponse, FilterChain chain)
      throws IOException, ServletException {
    HttpServletRequest request = (HttpServletRequest) anyRequest;
    HttpServletResponse response = (HttpServletResponse) anyResponse;
    response.setHeader("Cache-Control", "no-store");
    try {
      request.setAttribute(CALLER, caller(request));
    } catch (Problem problem) {
      refuse(response, problem, request);
      return;
    } catch (DatabaseException e) {
      refuse(
          response,
          Problem.unavailable("database.unavailable", "The database does not answer.", 5),
          request);
      return;
    }
    long begin = System.nanoTime();
    try {
      chain.doFilter(request, response);
    } finally {
      MDC.clear();
      metrics.duration(
          "patchbay_api_request_seconds",
          "Requests of the REST API",
          (System.nanoTime() - begin) / 1e9,
          "method",
          METHODS.contains(request.getMethod()) ? request.getMethod() : "other",
          "status",
          response.getStatus() / 100 + "xx");
    }
  }

  private Caller caller(HttpServletRequest request) {
    boolean safe = SAFE.contains(request.getMethod());
    if (!safe && foreignOrigin(request)) {
      throw Problem.forbidden(
          "session.foreign-origin", "This request comes from a page of another site.");
    }
    String authorization = request.getHeader("Authorization");
    if (authorization != null) {
      return bearer(authorization);
    }
    Optional<OpaqueToken> cookie = cookie(request);
    if (cookie.isEmpty()) {
      return new Caller.Anonymous();
    }
    Optional<Caller.SignedIn> caller = sessions.find(cookie.get());
    if (caller.isEmpty()) {
      return new Caller.Anonymous();
    }
    if (!safe && !same(caller.get().csrfToken(), request.getHeader(CSRF_HEADER))) {
      throw Problem.forbidden(
          "session.csrf",
          "The header X-CSRF-Token is missing or old. Read GET /session again and repeat.");
    }
    return caller.get();
  }

  private Caller bearer(String authorization) {
    String[] parts = authorization.strip().split("\\s+", 2);
    if (parts.length == 2
        && parts[0].equalsIgnoreCase("Bearer")
        && parts[1].startsWith(ApiTokens.PREFIX)
        && parts[1].length() < 200) {
      Optional<Caller.SignedIn> caller = tokens.find(new OpaqueToken(parts[1]));
      if (caller.isPresent()) {
        return caller.get();
      }
    }
    throw Problem.of(
        401,
        "token.not-valid",
        "Token not valid",
        "The token is unknown, revoked or expired. Make a new one under Account, API tokens.");
  }

  /** The session's token as the browser sent it. */
  public static Optional<OpaqueToken> cookie(HttpServletRequest request) {
    Cookie[] cookies = request.getCookies();
    return cookies == null
        ? Optional.empty()
        : Arrays.stream(cookies)
            .filter(c -> c.getName().equals(COOKIE) && c.getValue().length() < 200)
            .map(c -> new OpaqueToken(c.getValue()))
            .findFirst();
  }

  private boolean foreignOrigin(HttpServletRequest request) {
    String origin = request.getHeader("Origin");
    if (origin == null) {
      return false;
    }
    String own = config.publicUrl().getScheme() + "://" + config.publicUrl().getAuthority();
    return !origin.equals(own)
        && !origin.equals(request.getScheme() + "://" + request.getHeader("Host"));
  }

  private static boolean same(@Nullable String expected, @Nullable String given) {
    return expected != null
        && given != null
        && MessageDigest.isEqual(
            expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }

  private static void refuse(
      HttpServletResponse response, Problem problem, HttpServletRequest request)
      throws IOException {
    response.setStatus(problem.status());
    response.setContentType(ProblemBody.MEDIA_TYPE);
    if (problem.status() == 401) {
      response.setHeader("WWW-Authenticate", "Bearer");
    }
    problem
        .retryAfterSeconds()
        .ifPresent(s -> response.setHeader("Retry-After", Integer.toString(s)));
    response
        .getOutputStream()
        .write(Json.MAPPER.writeValueAsBytes(ProblemBody.of(problem, request.getRequestURI())));
  }
}
