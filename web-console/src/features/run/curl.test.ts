import { expect, it } from "vitest";
import { curlOf } from "./curl";

it("writes a command that a shell takes as it is", () => {
  const command = curlOf({ method: "POST", url: "https://x.example/a?b=1&c=2", requestHeaders: [{ name: "Authorization", value: "•••" }], requestBody: `{"a":"it's"}` });
  expect(command).toBe(`curl -X POST 'https://x.example/a?b=1&c=2' \\\n  -H 'Authorization: •••' \\\n  --data-raw '{"a":"it'\\''s"}'`);
});
