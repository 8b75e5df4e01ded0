import { Button, FileUpload, Form, FormGroup, FormHelperText, HelperText, HelperTextItem, Modal, ModalBody, ModalFooter, ModalHeader } from "@patternfly/react-core";
import { useState } from "react";
import { useNavigate } from "react-router";
import { useTenant } from "../../shared/session";
import { ProblemAlert } from "../../shared/ui";
import { useCreateFlow } from "./api";
import { flowRoute } from "./routes";

const START = `document:
  dsl: '1.0.3'
  namespace: default
  name: my-flow
  version: '1.0.0'
  metadata:
    patchbay:
      trigger: {type: webhook, path: /my-flow, reply: sync}
do:
  - greet:
      set:
        message: '\${ "Hello " + (.name // "world") }'
`;

/** Makes a flow from text that is typed, pasted or read from a file. */
export function NewFlow({ onClose }: { onClose: () => void }) {
  const tenant = useTenant().slug;
  const navigate = useNavigate();
  const create = useCreateFlow(tenant);
  const [text, setText] = useState(START);
  const [file, setFile] = useState("");
  const make = () => create.mutate(text, { onSuccess: (flow) => void navigate(flowRoute.link({ tenant, flowId: flow.id })) });
  return (
    <Modal isOpen variant="medium" onClose={onClose} aria-labelledby="new-flow">
      <ModalHeader title="New flow from text" labelId="new-flow" />
      <ModalBody>
        <ProblemAlert error={create.error} />
        <Form onSubmit={(event) => event.preventDefault()}>
          <FormGroup label="Text in YAML or JSON" fieldId="flow-text">
            <FileUpload
              id="flow-text"
              type="text"
              value={text}
              filename={file}
              filenamePlaceholder="Drop a file here, or type below"
              allowEditingUploadedText
              browseButtonText="Choose a file"
              onFileInputChange={(_, chosen) => setFile(chosen.name)}
              onDataChange={(_, data) => setText(data)}
              onTextChange={(_, typed) => setText(typed)}
              onClearClick={() => {
                setFile("");
                setText("");
              }}
              dropzoneProps={{ accept: { "text/yaml": [".yaml", ".yml"], "application/json": [".json"] }, maxSize: 1_048_576 }}
              className="pb-new-flow"
            />
            <FormHelperText>
              <HelperText>
                <HelperTextItem>The language is the Open Workflow Specification 1.0.3. The flow's name is the one in its text.</HelperTextItem>
              </HelperText>
            </FormHelperText>
          </FormGroup>
        </Form>
      </ModalBody>
      <ModalFooter>
        <Button onClick={make} isLoading={create.isPending} isDisabled={create.isPending || text.trim() === ""}>Create</Button>
        <Button variant="link" onClick={onClose}>Cancel</Button>
      </ModalFooter>
    </Modal>
  );
}
