package io.patchbay.sandbox;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The routes of one third party: a method and a path with variables in braces. */
public final class Routes {

  private final List<Route> all = new ArrayList<>();
  private final IdempotencyKeys keys = new IdempotencyKeys();

  /** A route and what its variables matched. */
  public record Match(Handler handler, Map<String, String> variables) {}

  record Route(String method, List<String> path, Handler handler, boolean keyed) {
    String show() {
      return method + " /" + String.join("/", path);
    }
  }

  public Routes get(String path, Handler handler) {
    return add("GET", path, handler, false);
  }

  public Routes post(String path, Handler handler) {
    return add("POST", path, handler, false);
  }

  public Routes put(String path, Handler handler) {
    return add("PUT", path, handler, false);
  }

  public Routes delete(String path, Handler handler) {
    return add("DELETE", path, handler, false);
  }

  /** A POST that honours the Idempotency-Key header: same key and body, same answer, one effect. */
  public Routes keyedPost(String path, Handler handler) {
    return add("POST", path, request -> keys.once(request, handler), true);
  }

  private Routes add(String method, String path, Handler handler, boolean keyed) {
    all.add(new Route(method, parts(path), handler, keyed));
    return this;
  }

  List<Route> all() {
    return List.copyOf(all);
  }

  Optional<Match> find(String method, List<String> path) {
    for (Route route : all) {
      if (route.method().equals(method) && matches(route, path)) {
        return Optional.of(new Match(route.handler(), variables(route, path)));
      }
    }
    return Optional.empty();
  }

  /** The methods this path would answer to; empty when there is no such path. */
  Set<String> methods(List<String> path) {
    Set<String> methods = new LinkedHashSet<>();
    all.stream().filter(route -> matches(route, path)).forEach(r -> methods.add(r.method()));
    return methods;
  }

  static List<String> parts(String path) {
    return List.of(path.split("/", -1)).stream().filter(part -> !part.isEmpty()).toList();
  }

  private static boolean matches(Route route, List<String> path) {
    if (route.path().size() != path.size()) {
      return false;
    }
    for (int i = 0; i < path.size(); i++) {
      String wanted = route.path().get(i);
      if (!wanted.startsWith("{") && !wanted.equals(path.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static Map<String, String> variables(Route route, List<String> path) {
    Map<String, String> variables = new LinkedHashMap<>();
    for (int i = 0; i < path.size(); i++) {
      String name = route.path().get(i);
      if (name.startsWith("{")) {
        variables.put(name.substring(1, name.length() - 1), path.get(i));
      }
    }
    return Map.copyOf(variables);
  }
}
