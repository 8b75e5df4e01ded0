import { Button, Flex, Form, FormGroup, TextArea } from "@patternfly/react-core";
import { useState } from "react";
import { ProblemAlert } from "../../shared/ui";
import { choiceVariant, choiceWords } from "./words";

interface Facts {
  choices: readonly string[];
  error: unknown;
  isPending: boolean;
  isDisabled?: boolean;
  onDecide: (decision: string, comment: string | undefined) => void;
}

/** A comment and one button a choice. */
export function Decide({ choices, error, isPending, isDisabled = false, onDecide }: Facts) {
  const [comment, setComment] = useState("");
  const [chosen, setChosen] = useState<string>();
  return (
    <Form onSubmit={(event) => event.preventDefault()}>
      <ProblemAlert error={error} />
      <FormGroup label="Comment (optional)" fieldId="comment">
        <TextArea id="comment" value={comment} onChange={(_, next) => setComment(next)} maxLength={2000} rows={3} resizeOrientation="vertical" />
      </FormGroup>
      <Flex gap={{ default: "gapSm" }}>
        {choices.map((choice, place) => (
          <Button
            key={choice}
            variant={choiceVariant(choice, place)}
            isDisabled={isPending || isDisabled}
            isLoading={isPending && chosen === choice}
            onClick={() => {
              setChosen(choice);
              onDecide(choice, comment.trim() === "" ? undefined : comment.trim());
            }}
          >
            {choiceWords(choice)}
          </Button>
        ))}
      </Flex>
    </Form>
  );
}
