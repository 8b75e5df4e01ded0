import { Divider, Dropdown, DropdownGroup, DropdownItem, DropdownList, MenuToggle } from "@patternfly/react-core";
import { UserIcon } from "@patternfly/react-icons";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useNavigate } from "react-router";
import { passwordRoute, signInRoute } from "../../features/session";
import { tokensRoute } from "../../features/token";
import { api } from "../../shared/api";
import { useSession } from "../../shared/session";
import { useToasts } from "../../shared/ui";
import { useShortcuts } from "../keyboard/shortcuts";
import { chooseTheme, type Theme, useTheme } from "../theme";

const THEMES: { theme: Theme; label: string }[] = [
  { theme: "system", label: "As the system" },
  { theme: "light", label: "Light" },
  { theme: "dark", label: "Dark" },
];

export function UserMenu() {
  const session = useSession();
  const theme = useTheme();
  const navigate = useNavigate();
  const client = useQueryClient();
  const { failed } = useToasts();
  const { showHelp } = useShortcuts();
  const [open, setOpen] = useState(false);
  const signOut = async () => {
    try {
      await api.delete("/session", {});
    } catch (error) {
      failed("You are still signed in", error);
      return;
    }
    await navigate(signInRoute.link({}));
    client.clear();
  };
  const name = session.account?.name ?? "";
  return (
    <Dropdown
      isOpen={open}
      onOpenChange={setOpen}
      onSelect={() => setOpen(false)}
      popperProps={{ position: "right" }}
      toggle={(ref) => (
        <MenuToggle ref={ref} variant="plain" isExpanded={open} onClick={() => setOpen(!open)} aria-label={`Account of ${name}`} icon={<UserIcon />}>
          <span className="pb-wide-only">{name}</span>
        </MenuToggle>
      )}
    >
      <DropdownGroup label={session.account?.login}>
        <DropdownList>
          <DropdownItem onClick={() => void navigate(tokensRoute.link({}))}>API tokens</DropdownItem>
          <DropdownItem onClick={() => void navigate(passwordRoute.link({}, { next: location.pathname }))}>Change password</DropdownItem>
          <DropdownItem onClick={showHelp}>Keyboard shortcuts</DropdownItem>
        </DropdownList>
      </DropdownGroup>
      <Divider />
      <DropdownGroup label="Theme">
        <DropdownList>
          {THEMES.map((each) => (
            <DropdownItem key={each.theme} isSelected={theme === each.theme} onClick={() => chooseTheme(each.theme)}>
              {each.label}
            </DropdownItem>
          ))}
        </DropdownList>
      </DropdownGroup>
      <Divider />
      <DropdownList>
        <DropdownItem onClick={() => void signOut()}>Sign out</DropdownItem>
        <DropdownItem isDisabled>Patchbay {session.version}</DropdownItem>
      </DropdownList>
    </Dropdown>
  );
}
