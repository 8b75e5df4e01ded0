package ${package};

import io.patchbay.plugin.Action;
import io.patchbay.plugin.ActionContext;
import io.patchbay.plugin.AuthScheme;
import io.patchbay.plugin.Check;
import io.patchbay.plugin.CheckResult;
import io.patchbay.plugin.ConnectionContext;
import io.patchbay.plugin.ConnectionKind;
import io.patchbay.plugin.Connector;
import io.patchbay.plugin.Effect;
import io.patchbay.plugin.Field;
import io.patchbay.plugin.PollContext;
import io.patchbay.plugin.PollPage;
import io.patchbay.plugin.PollingTrigger;
import io.patchbay.plugin.RemoteRecord;
import io.patchbay.plugin.Secret;
import io.patchbay.plugin.http.HttpRequest;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Speaks to a task list: one connection, one action, one polling trigger. */
@Connector(id = "${connectorId}", label = "Tasks", help = "Adds tasks and starts flows for new ones.")
public class ${className} {

  /** What a person fills in to connect. */
  @ConnectionKind(label = "API key", help = "In your profile, under API.", auth = AuthScheme.BEARER)
  public record Settings(
      @Field(label = "Address", sample = "https://tasks.example.org") URI baseUrl,
      @Field(label = "API key") Secret apiKey) {

    HttpRequest request(String method, String path) {
      return HttpRequest.of(method, URI.create(baseUrl + path)).bearer(apiKey);
    }
  }

  public record NewTask(
      @Field(sample = "Water the plants", minLength = 1, maxLength = 200) String title,
      @Field(label = "Due", help = "The last good day.") Optional<LocalDate> due) {}

  public record Task(
      @Field(sample = "task-1") String id,
      @Field(sample = "Water the plants") String title,
      Optional<LocalDate> due,
      @Field(sample = "2026-11-23T18:30:00Z") Instant createdAt) {}

  public record NoParams() {}

  /** The other side's list; more says whether to ask again at once. */
  @RemoteRecord
  record TaskPage(List<Task> tasks, String cursor, boolean more) {}

  @Check
  CheckResult check(Settings settings, ConnectionContext context) {
    context.http().send(settings.request("GET", "/tasks").query("limit", "1")).requireSuccess();
    return CheckResult.ok("The key is accepted.");
  }

  @Action(
      id = "addTask",
      version = "1.0.0",
      label = "Add a task",
      help = "Adds a task and gives it back with its id.",
      effect = Effect.KEYED)
  Task addTask(NewTask in, Settings settings, ActionContext context) {
    HttpRequest request =
        settings
            .request("POST", "/tasks")
            .header("Idempotency-Key", context.idempotencyKey())
            .json(in);
    return context.http().send(request).requireSuccess().as(Task.class);
  }

  @PollingTrigger(
      id = "taskAdded",
      version = "1.0.0",
      label = "Task added",
      help = "Starts for each new task.")
  PollPage<Task> taskAdded(NoParams params, Settings settings, PollContext context) {
    HttpRequest start =
        settings.request("GET", "/tasks").query("limit", String.valueOf(context.pageSize()));
    HttpRequest request =
        context
            .cursor()
            .map(cursor -> start.query("cursor", cursor))
            .orElse(start.query("since", context.since().toString()));
    TaskPage page = context.http().send(request).requireSuccess().as(TaskPage.class);
    return page.more()
        ? PollPage.more(page.tasks(), Task::id, page.cursor())
        : PollPage.last(page.tasks(), Task::id, page.cursor());
  }
}
