import { Alert, Button, ClipboardCopy, Modal, ModalBody, ModalFooter, ModalHeader } from "@patternfly/react-core";

/** Shows a value that is never shown again. Closes by its button only, so that a stray click does not lose the value. */
export function SecretOnce({ title, label, value, note, onClose }: { title: string; label: string; value: string; note: string; onClose: () => void }) {
  return (
    <Modal isOpen variant="medium" aria-labelledby="secret-title" onEscapePress={() => undefined}>
      <ModalHeader title={title} labelId="secret-title" />
      <ModalBody>
        <Alert isInline variant="warning" title="Copy it now: it is shown this once" className="pb-gap-below">
          {note}
        </Alert>
        <ClipboardCopy isReadOnly hoverTip="Copy" clickTip="Copied" textAriaLabel={label} aria-label={label}>
          {value}
        </ClipboardCopy>
      </ModalBody>
      <ModalFooter>
        <Button onClick={onClose}>I have copied it</Button>
      </ModalFooter>
    </Modal>
  );
}
