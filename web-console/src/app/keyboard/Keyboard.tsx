import { type ReactNode, useEffect, useRef } from "react";
import { useNavigate } from "react-router";
import { useSession } from "../../shared/session";
import { useShownTenant } from "../layout/useShownTenant";
import { operatorPlaces, tenantPlaces } from "../navigation";
import { commandOf, useShortcuts } from "./shortcuts";

const PATIENCE = 1_200;

/** Listens for shortcuts while a page is open. */
export function Keyboard({ children }: { children: ReactNode }) {
  const { showPalette, showHelp } = useShortcuts();
  const session = useSession();
  const tenant = useShownTenant();
  const navigate = useNavigate();
  const lastG = useRef(Number.NEGATIVE_INFINITY);

  useEffect(() => {
    const places = [...(tenant ? tenantPlaces(tenant.slug) : []), ...(session.operator ? operatorPlaces : [])];
    const listen = (event: KeyboardEvent) => {
      const command = commandOf(event, isTyping(event.target), event.timeStamp - lastG.current < PATIENCE);
      if (command === undefined) return;
      lastG.current = Number.NEGATIVE_INFINITY;
      switch (command.kind) {
        case "palette":
          event.preventDefault();
          return showPalette();
        case "help":
          return showHelp();
        case "await-go":
          lastG.current = event.timeStamp;
          return undefined;
        case "search":
          return focusSearch(event);
        case "go": {
          const place = places.find((each) => each.key === command.key);
          return place === undefined ? undefined : void navigate(place.to);
        }
      }
    };
    addEventListener("keydown", listen);
    return () => removeEventListener("keydown", listen);
  }, [navigate, session.operator, showHelp, showPalette, tenant]);

  return children;
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) || target.closest("[role=dialog]") !== null);
}

function focusSearch(event: KeyboardEvent): void {
  const box = document.querySelector<HTMLInputElement>("[data-search] input, input[data-search]");
  if (box === null) return;
  event.preventDefault();
  box.focus();
  box.select();
}
