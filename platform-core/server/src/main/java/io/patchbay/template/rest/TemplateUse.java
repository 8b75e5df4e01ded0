package io.patchbay.template.rest;

import io.patchbay.connection.Connections;
import io.patchbay.connection.SaveResult;
import io.patchbay.flow.jpa.FlowHead;
import io.patchbay.flow.jpa.FlowRecord;
import io.patchbay.flow.jpa.FlowText;
import io.patchbay.flow.jpa.JpaFlows;
import io.patchbay.flow.rest.FlowAudit;
import io.patchbay.flow.review.FlowChecker;
import io.patchbay.platform.config.PlatformConfig;
import io.patchbay.platform.json.Json;
import io.patchbay.platform.rest.Problem;
import io.patchbay.platform.rest.RequestContext;
import io.patchbay.template.FlowTemplate;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/**
 * Starts a tenant off with a template: the connections that are missing, to the sandbox, then the
 * flow. A second flow of the same template gets a number behind its name.
 */
@Singleton
public class TemplateUse {

  private static final int MOST = 50;
  private static final Pattern NAME = Pattern.compile("(?m)^(\\s+name:\\s*)([a-z0-9-]+)\\s*$");

  private final RequestContext request;
  private final Connections connections;
  private final FlowChecker checker;
  private final JpaFlows flows;
  private final FlowAudit audit;
  private final PlatformConfig config;

  @Inject
  public TemplateUse(
      RequestContext request,
      Connections connections,
      FlowChecker checker,
      JpaFlows flows,
      FlowAudit audit,
      PlatformConfig config) {
    this.request = request;
    this.connections = connections;
    this.checker = checker;
    this.flows = flows;
    this.audit = audit;
    this.config = config;
  }

  FlowRecord start(FlowTemplate template) throws InterruptedException {
    for (FlowTemplate.Need need : template.connections()) {
      if (connections.find(request.tenant(), need.name()).isEmpty()) {
        connect(template, need);
      }
    }
    for (int number = 1; number <= MOST; number++) {
      try {
        return create(template, number);
      } catch (Problem problem) {
        if (!problem.code().equals("flow.name-taken")) {
          throw problem;
        }
      }
    }
    throw Problem.conflict(
        "template.used-too-often",
        "There are " + MOST + " flows of this template already. Rename or delete one.");
  }

  private void connect(FlowTemplate template, FlowTemplate.Need need) throws InterruptedException {
    ObjectNode settings = settings(template, need);
    SaveResult saved =
        connections.create(request.tenant(), need.name(), need.connector(), need.kind(), settings);
    switch (saved) {
      case SaveResult.Saved done -> {}
      case SaveResult.NameTaken taken -> {}
      case SaveResult.Invalid invalid ->
          throw failed(template, need, invalid.problems().getFirst().message());
      case SaveResult.Unavailable unavailable ->
          throw failed(template, need, unavailable.message());
      case SaveResult.NotFound missing -> throw failed(template, need, "it is gone");
      case SaveResult.Stale stale -> throw failed(template, need, "somebody changed it");
    }
  }

  private ObjectNode settings(FlowTemplate template, FlowTemplate.Need need) {
    String text = need.settings().toString();
    if (text.contains("${sandbox}")) {
      String sandbox =
          config
              .sandboxUrl()
              .map(uri -> uri.toString().replaceAll("/+$", ""))
              .orElseThrow(
                  () ->
                      failed(
                          template,
                          need,
                          "this installation has no sandbox. Make the connection '"
                              + need.name()
                              + "' yourself, then use the template again"));
      text = text.replace("${sandbox}", sandbox);
    }
    return (ObjectNode) Json.MAPPER.readTree(text);
  }

  private static Problem failed(FlowTemplate template, FlowTemplate.Need need, String why) {
    return Problem.conflict(
        "template.connection",
        "Cannot use template '"
            + template.title()
            + "': connection '"
            + need.name()
            + "' cannot be made: "
            + why
            + ".");
  }

  private FlowRecord create(FlowTemplate template, int number) {
    FlowText text = FlowText.of(number == 1 ? template.flowText() : renamed(template, number));
    FlowHead head =
        checker
            .check(request.tenant(), text.text())
            .head()
            .orElseThrow(() -> new IllegalStateException("template without a name"));
    return flows.create(
        request.tenant(),
        text,
        head,
        template.sampleInput().toString(),
        request.account().login(),
        audit.note("flow.create"));
  }

  private static String renamed(FlowTemplate template, int number) {
    Matcher name = NAME.matcher(template.flowText());
    return name.find() ? name.replaceFirst("$1$2-" + number) : template.flowText();
  }
}
