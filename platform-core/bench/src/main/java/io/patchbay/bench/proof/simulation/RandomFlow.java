package io.patchbay.bench.proof.simulation;

import java.util.List;
import java.util.random.RandomGenerator;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Flows drawn from a seed: every kind of task inside every other.
 *
 * <p>A <em>racy</em> flow may end differently when a crash delays something: its time limits and
 * races are close. The others have one possible end whatever happens, so that ends can be compared:
 * only one branch of a fork can fail, and times are either seconds or weeks.
 */
final class RandomFlow {
  static final String CHILD = "child";
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String SUM = "([.. | numbers] | add // 0)";
  private static final int NEVER_DAYS = 10;
  private static final int AGES_DAYS = 20;

  private final RandomGenerator random;
  private final boolean racy;
  private final boolean child;
  private int names;

  /** Where a task stands, and so what it may do. */
  private record Place(int depth, boolean mayFail, boolean mayEnd, boolean inFork) {
    Place deeper() {
      return new Place(depth - 1, mayFail, mayEnd, inFork);
    }

    Place branch(boolean branchMayFail) {
      return new Place(depth - 1, mayFail && branchMayFail, mayEnd && branchMayFail, true);
    }

    Place guarded() {
      return new Place(depth - 1, true, mayEnd, inFork);
    }

    Place handler() {
      return new Place(0, mayFail, mayEnd, inFork);
    }
  }

  private RandomFlow(RandomGenerator random, boolean racy, boolean child) {
    this.random = random;
    this.racy = racy;
    this.child = child;
  }

  static String parent(RandomGenerator random, boolean racy) {
    return new RandomFlow(random, racy, false).document("parent", new Place(3, true, true, false));
  }

  /** A flow that does not fail. */
  static String child(RandomGenerator random) {
    return new RandomFlow(random, false, true).document(CHILD, new Place(1, false, false, false));
  }

  private String document(String name, Place place) {
    ObjectNode flow = JSON.createObjectNode();
    ObjectNode document = flow.putObject("document");
    document
        .put("dsl", "1.0.3")
        .put("namespace", "proof")
        .put("name", name)
        .put("version", "1.0.0");
    flow.set("do", list(place, 2 + random.nextInt(4)));
    return flow.toString();
  }

  private ArrayNode list(Place place, int size) {
    List<String> own = java.util.stream.IntStream.range(0, size).mapToObj(i -> name()).toList();
    ArrayNode list = JSON.createArrayNode();
    for (int i = 0; i < size; i++) {
      list.add(JSON.createObjectNode().set(own.get(i), task(place, own.subList(i + 1, size))));
    }
    return list;
  }

  private String name() {
    return "t" + names++;
  }

  private ObjectNode task(Place place, List<String> later) {
    ObjectNode task = JSON.createObjectNode();
    int kind = random.nextInt(place.depth() > 0 ? 17 : 10);
    switch (kind) {
      case 0, 1 -> task.put("set", expression("{n: " + SUM + " % 9973, s: " + number(100) + "}"));
      case 2 -> task.set("wait", soon());
      case 3 -> choose(task, place, later);
      case 4 -> raiseOrSet(task, place);
      case 5 -> workflow(task, place);
      case 6 -> http(task, place);
      case 7, 8, 9 -> function(task, place);
      case 10 -> task.set("do", list(place.deeper(), 1 + random.nextInt(3)));
      case 11, 12 -> loop(task, place);
      case 13, 14 -> fork(task, place);
      default -> attempt(task, place);
    }
    extras(task, place);
    return task;
  }

  private void extras(ObjectNode task, Place place) {
    if (random.nextInt(8) == 0) {
      task.put("if", expression(SUM + " % 4 != " + number(4)));
    }
    if (random.nextInt(8) == 0) {
      task.putObject("output").put("as", expression("{n: " + SUM + " % 99991}"));
    }
    if (random.nextInt(10) == 0 && !place.inFork()) {
      task.putObject("export").put("as", expression("{seen: " + SUM + "}"));
    }
    if (random.nextInt(8) == 0) {
      boolean close = racy && place.mayFail();
      ObjectNode after = JSON.createObjectNode();
      task.putObject("timeout").set("after", close ? soon() : after.put("days", NEVER_DAYS));
    }
  }

  private void choose(ObjectNode task, Place place, List<String> later) {
    ArrayNode cases = task.putArray("switch");
    ObjectNode first = cases.addObject().putObject("one");
    first.put("when", expression(SUM + " % 3 == " + number(3))).put("then", target(place, later));
    cases.addObject().putObject("other").put("then", target(place, later));
  }

  private String target(Place place, List<String> later) {
    if (!later.isEmpty() && random.nextInt(3) > 0) {
      return later.get(random.nextInt(later.size()));
    }
    boolean endsAll = place.mayEnd() && random.nextInt(6) == 0;
    return endsAll ? "end" : random.nextInt(4) == 0 ? "exit" : "continue";
  }

  private void raiseOrSet(ObjectNode task, Place place) {
    if (!place.mayFail() || random.nextInt(3) > 0) {
      task.put("set", expression("{n: " + SUM + " % 97}"));
      return;
    }
    ObjectNode error = task.putObject("raise").putObject("error");
    error.put("type", "https://patchbay.test/errors/drawn").put("title", "drawn");
    error.put("status", random.nextBoolean() ? 503 : 400);
  }

  /** A branch that ends cancels its runs; a retry may find one that is not yet cancelled. */
  private void workflow(ObjectNode task, Place place) {
    if (child || place.inFork() && !racy) {
      task.put("set", expression("{n: 1}"));
      return;
    }
    ObjectNode run = task.putObject("run");
    ObjectNode flow = run.putObject("workflow");
    flow.put("namespace", "proof").put("name", CHILD).put("version", "1.0.0");
    flow.putObject("input").put("n", expression(SUM));
    if (random.nextInt(4) == 0) {
      run.put("await", false);
      task.putObject("output").put("as", expression("{n: 1}"));
    }
  }

  private void http(ObjectNode task, Place place) {
    String method = List.of("get", "put", "post", "delete").get(random.nextInt(4));
    task.put("call", "http");
    ObjectNode with = task.putObject("with").put("method", method);
    with.put("endpoint", "https://" + (place.mayFail() ? "flaky" : "calm") + ".test/" + number(9));
    if (method.equals("post") || method.equals("put")) {
      with.putObject("body").put("n", expression(SUM));
    }
  }

  private void function(ObjectNode task, Place place) {
    String effect = List.of("keyed", "idempotent", "read", "unsafe").get(random.nextInt(4));
    String mood = place.mayFail() && random.nextInt(3) > 0 ? "flaky" : "calm";
    task.put("call", effect + "." + mood + ":1.0.0@default");
    task.putObject("with").put("n", expression(SUM)).put("k", number(50));
  }

  private void loop(ObjectNode task, Place place) {
    task.putObject("for").put("each", "x").put("in", expression("[range(" + number(4) + ")]"));
    if (random.nextInt(3) == 0) {
      task.put("while", expression(SUM + " % 5 != 4"));
    }
    task.set("do", list(place.deeper(), 1 + random.nextInt(2)));
  }

  private void fork(ObjectNode task, Place place) {
    ObjectNode fork = task.putObject("fork");
    boolean compete = random.nextInt(4) == 0;
    fork.put("compete", compete);
    ArrayNode branches = fork.putArray("branches");
    int count = 2 + random.nextInt(2);
    for (int i = 0; i < count; i++) {
      boolean mayFail = racy || i == 0 && !compete;
      ObjectNode branch = JSON.createObjectNode();
      ArrayNode list = list(place.branch(mayFail), 1 + random.nextInt(2));
      if (compete && !racy && i > 0) {
        ObjectNode ages = JSON.createObjectNode();
        ages.putObject("wait").put("days", AGES_DAYS);
        list.insert(0, JSON.createObjectNode().set(name(), ages));
      }
      branch.set("do", list);
      branches.add(JSON.createObjectNode().set(name(), branch));
    }
  }

  private void attempt(ObjectNode task, Place place) {
    ArrayNode body = list(place.guarded(), 1 + random.nextInt(2));
    if (random.nextInt(4) == 0) {
      ObjectNode late = JSON.createObjectNode();
      late.putObject("wait").put("days", AGES_DAYS);
      late.putObject("timeout").set("after", soon());
      body.add(JSON.createObjectNode().set(name(), late));
    }
    task.set("try", body);
    ObjectNode catching = task.putObject("catch");
    if (place.mayFail() && random.nextInt(3) == 0) {
      catching.putObject("errors").putObject("with").put("status", 503);
    }
    // a retry that gives up without a handler lets the error out
    boolean handler = !place.mayFail() || random.nextBoolean();
    if (random.nextInt(3) > 0) {
      retry(catching.putObject("retry"), place);
    }
    if (handler) {
      catching.set("do", list(place.handler(), 1));
    }
  }

  private void retry(ObjectNode retry, Place place) {
    retry.set("delay", soon());
    switch (random.nextInt(4)) {
      case 0 -> retry.putObject("backoff").putObject("exponential");
      case 1 -> retry.putObject("backoff").putObject("linear");
      case 2 -> {
        ObjectNode jitter = retry.putObject("jitter");
        jitter.putObject("from").put("milliseconds", 0);
        jitter.putObject("to").put("milliseconds", 900);
      }
      default -> {}
    }
    ObjectNode limit = retry.putObject("limit");
    limit.putObject("attempt").put("count", 1 + random.nextInt(3));
    if (racy && place.mayFail() && random.nextInt(3) == 0) {
      limit.putObject("duration").put("seconds", 1 + random.nextInt(5));
    }
  }

  private ObjectNode soon() {
    int millis = List.of(5, 200, 1_500, 4_000, 9_000).get(random.nextInt(5));
    return JSON.createObjectNode().put("milliseconds", millis);
  }

  private int number(int bound) {
    return random.nextInt(bound);
  }

  private static String expression(String text) {
    return "${ " + text + " }";
  }
}
