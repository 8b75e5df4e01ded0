import { Button, Modal, ModalBody, ModalFooter, ModalHeader, SearchInput } from "@patternfly/react-core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { connectionsQuery } from "../../connection";
import type { Snippet } from "../edit/insert";
import { callOf, type Choice, TASKS } from "./snippets";
import { useFunctions } from "./useFunctions";

/** What to add: a task of the language or a function of a connector. */
export function AddTask({ tenant, title: heading, onAdd, onClose }: { tenant: string; title: string; onAdd: (snippet: Snippet) => void; onClose: () => void }) {
  const functions = useFunctions(tenant);
  const connections = useQuery(connectionsQuery(tenant, { limit: 200 }));
  const [words, setWords] = useState("");
  const calls = functions.map(({ fn, connector }): Choice => {
    const connection = connections.data?.items.find((each) => each.connector === connector.id)?.name ?? "name-of-a-connection";
    return { ...callOf(fn, connection), id: fn.call, label: `${connector.label}: ${fn.label}` };
  });
  const fits = ({ label, help, id }: Choice) => `${label} ${help} ${id}`.toLowerCase().includes(words.toLowerCase().trim());
  const groups = [{ title: "Functions of connectors", choices: calls.filter(fits) }, { title: "Tasks of the language", choices: TASKS.filter(fits) }];
  return (
    <Modal isOpen variant="medium" onClose={onClose} aria-labelledby="add-task">
      <ModalHeader title={heading} labelId="add-task" />
      <ModalBody>
        <SearchInput autoFocus aria-label="Search tasks and functions" placeholder="Search tasks and functions" value={words} onChange={(_, next) => setWords(next)} onClear={() => setWords("")} />
        {groups.map(({ title, choices }) => choices.length === 0 ? null : (
          <div key={title} className="pb-gap-above">
            <h3>{title}</h3>
            <ul className="pb-choices">
              {choices.map((choice) => (
                <li key={choice.id}>
                  <button type="button" onClick={() => onAdd(choice.snippet)}>
                    <strong>{choice.label}</strong>
                    <span className="pb-quiet">{choice.help}</span>
                  </button>
                </li>
              ))}
            </ul>
          </div>
        ))}
        {groups.every(({ choices }) => choices.length === 0) ? <p className="pb-gap-above">Nothing matches '{words}'.</p> : null}
      </ModalBody>
      <ModalFooter>
        <Button variant="link" onClick={onClose}>Cancel</Button>
      </ModalFooter>
    </Modal>
  );
}
