package io.patchbay.flow.task;

import io.patchbay.call.HttpCall;
import io.patchbay.flow.template.Template;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One task of a flow, compiled. */
public sealed interface Task {
  TaskHead head();

  default String name() {
    return head().name();
  }

  default String reference() {
    return head().reference();
  }

  /** The keyword of the language. */
  default String kind() {
    return switch (this) {
      case Do _ -> "do";
      case SetValue _ -> "set";
      case CallFunction _, CallHttp _, CallLocal _, CallService _ -> "call";
      case Switch _ -> "switch";
      case For _ -> "for";
      case Fork _ -> "fork";
      case Try _ -> "try";
      case Raise _ -> "raise";
      case Wait _ -> "wait";
      case RunWorkflow _ -> "run";
      case Emit _ -> "emit";
      case Listen _ -> "listen";
    };
  }

  record Do(TaskHead head, List<Task> tasks) implements Task {}

  record SetValue(TaskHead head, Template value) implements Task {}

  /**
   * A function of the default catalogue: {@code call: name:version@default}.
   *
   * @param connection from {@code with.connection}
   * @param with the rest of {@code with}
   */
  record CallFunction(
      TaskHead head, String function, String version, @Nullable Template connection, Template with)
      implements Task {}

  /** A function declared in {@code use.functions}. */
  record CallLocal(TaskHead head, String function, Template with) implements Task {}

  record CallHttp(
      TaskHead head,
      Template method,
      EndpointRule endpoint,
      @Nullable Template headers,
      @Nullable Template query,
      @Nullable Template body,
      HttpCall.Output output,
      boolean redirect)
      implements Task {}

  /** A service that a document or a protocol describes: openapi, asyncapi, grpc, mcp. */
  record CallService(TaskHead head, ServiceRule rule) implements Task {}

  record Switch(TaskHead head, List<Case> cases) implements Task {}

  /**
   * @param when null: always
   */
  record Case(String name, String reference, @Nullable Template when, Directive then) {}

  record For(
      TaskHead head,
      String each,
      String at,
      Template in,
      @Nullable Template whileTrue,
      List<Task> body)
      implements Task {}

  record Fork(TaskHead head, boolean compete, List<Task> branches) implements Task {}

  record Try(TaskHead head, List<Task> body, Catch catching) implements Task {}

  record Raise(TaskHead head, ErrorRule error) implements Task {}

  record Wait(TaskHead head, DurationRule duration) implements Task {}

  /**
   * @param version semantic version or {@code latest}
   * @param await false: start it and go on with its id
   */
  record RunWorkflow(
      TaskHead head, String namespace, String flow, String version, Template input, boolean await)
      implements Task {}

  /**
   * @param with the attributes and data of the event
   */
  record Emit(TaskHead head, Template with) implements Task {}

  /**
   * @param foreach what is done with each event, one after the other; null: nothing
   */
  record Listen(TaskHead head, EventStrategyRule to, Read read, @Nullable ForEvent foreach)
      implements Task {
    /** What the flow sees of an event. */
    public enum Read {
      DATA,
      ENVELOPE,
      /** The data as text; base64 of binary data. */
      RAW
    }
  }

  /**
   * @param item name of the variable with the event
   * @param at name of the variable with its index, from 0
   * @param body may be empty
   * @param data output and export of each turn
   */
  record ForEvent(String item, String at, List<Task> body, DataRules data) {}

  /** The lists of tasks inside, in the order of the text. */
  default List<List<Task>> lists() {
    return switch (this) {
      case Do task -> List.of(task.tasks());
      case For task -> List.of(task.body());
      case Listen task ->
          task.foreach() == null || task.foreach().body().isEmpty()
              ? List.of()
              : List.of(task.foreach().body());
      case Fork task -> task.branches().stream().map(List::of).toList();
      case Try task ->
          task.catching().handler().isEmpty()
              ? List.of(task.body())
              : List.of(task.body(), task.catching().handler());
      case SetValue _,
          CallFunction _,
          CallLocal _,
          CallHttp _,
          CallService _,
          Switch _,
          Raise _,
          Wait _,
          RunWorkflow _,
          Emit _ ->
          List.of();
    };
  }

  /** The definition as JSON ({@code $task.definition}). */
  default JsonNode source() {
    return head().source();
  }
}
