/** How a program sends an event; the token comes from its environment. */
export function curlOf(origin: string, tenant: string, event: Record<string, unknown>): string {
  const body = JSON.stringify(event).replaceAll("'", "'\\''");
  return [`curl -X POST ${origin}/api/v1/tenants/${encodeURIComponent(tenant)}/events`, '  -H "Authorization: Bearer $PATCHBAY_TOKEN"', '  -H "Content-Type: application/cloudevents+json"', `  -d '${body}'`].join(" \\\n");
}

/** What a test event is made from; empty fields are left out. Undefined: the data is no JSON. */
export function eventOf(fields: { id: string; type: string; source: string; subject: string; data: string }, now: Date): Record<string, unknown> | undefined {
  const event: Record<string, unknown> = { specversion: "1.0", id: fields.id.trim(), type: fields.type.trim(), source: fields.source.trim(), time: now.toISOString() };
  if (fields.subject.trim() !== "") event.subject = fields.subject.trim();
  if (fields.data.trim() !== "") {
    try {
      event.data = JSON.parse(fields.data) as unknown;
    } catch {
      return undefined;
    }
    event.datacontenttype = "application/json";
  }
  return event;
}
