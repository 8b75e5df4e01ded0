import { defineRoute } from "../../shared/route";

export const eventsRoute = defineRoute({ path: "/t/:tenant/events", title: "Events", permission: "event.read", page: () => import("./EventsPage") });
export const eventRoute = defineRoute({ path: "/t/:tenant/events/:position", title: "Event", permission: "event.read", page: () => import("./EventPage"), kin: "/t/:tenant/events" });

export const eventRoutes = [eventsRoute, eventRoute];
