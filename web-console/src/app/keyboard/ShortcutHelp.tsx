import { DescriptionList, DescriptionListDescription, DescriptionListGroup, DescriptionListTerm, Modal, ModalBody, ModalHeader } from "@patternfly/react-core";

const KEYS: { keys: string[]; does: string }[] = [
  { keys: ["Ctrl", "K"], does: "Search pages, flows, runs, connections and tenants" },
  { keys: ["/"], does: "Search in the list" },
  { keys: ["g", "h"], does: "Home" },
  { keys: ["g", "f"], does: "Flows" },
  { keys: ["g", "r"], does: "Runs" },
  { keys: ["g", "t"], does: "Templates" },
  { keys: ["g", "c"], does: "Connections" },
  { keys: ["g", "o"], does: "Installation (operators)" },
  { keys: ["?"], does: "This help" },
];

export default function ShortcutHelp({ onClose }: { onClose: () => void }) {
  return (
    <Modal isOpen variant="small" onClose={onClose} aria-labelledby="shortcut-title">
      <ModalHeader title="Keyboard shortcuts" labelId="shortcut-title" />
      <ModalBody>
        <DescriptionList isHorizontal isCompact termWidth="8rem">
          {KEYS.map(({ keys, does }) => (
            <DescriptionListGroup key={does}>
              <DescriptionListTerm>
                {keys.map((key) => (
                  <kbd key={key}>{key}</kbd>
                ))}
              </DescriptionListTerm>
              <DescriptionListDescription>{does}</DescriptionListDescription>
            </DescriptionListGroup>
          ))}
        </DescriptionList>
      </ModalBody>
    </Modal>
  );
}
