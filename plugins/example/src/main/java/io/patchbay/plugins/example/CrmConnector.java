package io.patchbay.plugins.example;

import io.patchbay.plugin.Action;
import io.patchbay.plugin.ActionContext;
import io.patchbay.plugin.Check;
import io.patchbay.plugin.CheckResult;
import io.patchbay.plugin.ConnectionContext;
import io.patchbay.plugin.Connector;
import io.patchbay.plugin.Effect;
import io.patchbay.plugin.PollContext;
import io.patchbay.plugin.PollPage;
import io.patchbay.plugin.PollingTrigger;
import io.patchbay.plugin.http.HttpRequest;
import io.patchbay.plugin.http.HttpResponse;
import io.patchbay.plugin.webhook.WebhookTrigger;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Speaks to a small CRM: one action of each effect, one polling trigger, one webhook trigger. */
@Connector(
    id = "example",
    label = "Example CRM",
    help = "Contacts and messages of the sandbox's CRM. Shows how a connector is written.")
public class CrmConnector {

  /** "Test connection": one cheap read that needs the key. */
  @Check
  CheckResult check(CrmSettings settings, ConnectionContext context) {
    HttpRequest request = settings.get("/contacts").query("limit", "1");
    context.http().send(request).requireSuccess();
    return CheckResult.ok("The key is accepted by " + settings.baseUrl().getHost() + ".");
  }

  /**
   * READ: may be repeated, cached and tried out. An empty answer means that there is no such
   * contact.
   */
  @Action(
      id = "findContact",
      version = "1.0.0",
      label = "Find a contact",
      help = "Gives the contact with this id, or nothing.",
      effect = Effect.READ)
  Optional<Contact> findContact(Contacts.ById in, CrmSettings settings, ActionContext context) {
    HttpResponse answer = context.http().send(settings.get("/contacts/" + segment(in.id())));
    return answer.status() == 404
        ? Optional.empty()
        : Optional.of(answer.requireSuccess().as(Contact.class));
  }

  /** IDEMPOTENT: setting the same values twice changes nothing the second time. */
  @Action(
      id = "updateContact",
      version = "1.0.0",
      label = "Update a contact",
      help = "Sets the given fields; the others stay.",
      effect = Effect.IDEMPOTENT)
  Contact updateContact(Contacts.Update in, CrmSettings settings, ActionContext context) {
    var changes = new Contacts.Changes(in.name(), in.email(), in.phone(), in.company());
    HttpRequest request = settings.put("/contacts/" + segment(in.id())).json(changes);
    return context.http().send(request).requireSuccess().as(Contact.class);
  }

  /**
   * KEYED: the CRM recognises the key, so that a repetition answers with the contact made before.
   */
  @Action(
      id = "createContact",
      version = "1.0.0",
      label = "Create a contact",
      help = "Adds a contact and gives it back with its id.",
      effect = Effect.KEYED)
  Contact createContact(Contacts.Create in, CrmSettings settings, ActionContext context) {
    HttpRequest request =
        settings.post("/contacts").header("Idempotency-Key", context.idempotencyKey()).json(in);
    return context.http().send(request).requireSuccess().as(Contact.class);
  }

  /**
   * UNSAFE: the CRM sends again when it is asked again. The look-up below says whether it was sent.
   */
  @Action(
      id = "sendMessage",
      version = "1.0.0",
      label = "Send a message",
      help =
          "Sends a message to a contact. Never sent twice: if it is not known whether it went out,"
              + " it is looked up.",
      effect = Effect.UNSAFE,
      lookup = "findMessage")
  Messages.Message sendMessage(Messages.Send in, CrmSettings settings, ActionContext context) {
    var body = new Messages.Body(in.text(), Messages.reference(in.reference(), context));
    HttpRequest request = settings.post(messagesOf(in.contactId())).json(body);
    return context.http().send(request).requireSuccess().as(Messages.Message.class);
  }

  /** The look-up of {@code sendMessage}; its input is a part of the other's. */
  @Action(
      id = "findMessage",
      version = "1.0.0",
      label = "Find a message",
      help = "Gives the message with this reference, or nothing.",
      effect = Effect.READ)
  Optional<Messages.Message> findMessage(
      Messages.Find in, CrmSettings settings, ActionContext context) {
    HttpRequest request =
        settings
            .get(messagesOf(in.contactId()))
            .query("reference", Messages.reference(in.reference(), context));
    var page = context.http().send(request).requireSuccess().as(Messages.Page.class);
    return page.items().stream().findFirst();
  }

  /** News by asking. The platform keeps the cursor and drops what it has seen. */
  @PollingTrigger(
      id = "contactChanged",
      version = "1.0.0",
      label = "Contact created or changed",
      help = "Starts for each contact that is new or has changed.",
      interval = "PT1M")
  PollPage<Contact> contactChanged(
      Contacts.NoParams params, CrmSettings settings, PollContext context) {
    ChangeCursor cursor = ChangeCursor.of(context);
    HttpRequest request =
        settings
            .get("/contacts")
            .query("since", cursor.since().toString())
            .query("limit", String.valueOf(context.pageSize()))
            .query("cursor", cursor.page());
    var page = context.http().send(request).requireSuccess().as(Contacts.Page.class);
    String next = cursor.after(page).toString();
    return page.nextCursor().isPresent()
        ? PollPage.more(page.items(), Contact::versionKey, next)
        : PollPage.last(page.items(), Contact::versionKey, next);
  }

  /** News by being told. */
  @WebhookTrigger(
      id = "contactEvent",
      version = "1.0.0",
      label = "Contact event",
      help = "Starts at once when the CRM says that a contact was created or changed.")
  public static class ContactEvents extends ContactEventHandler {}

  private static String messagesOf(String contactId) {
    return "/contacts/" + segment(contactId) + "/messages";
  }

  private static String segment(String id) {
    return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
