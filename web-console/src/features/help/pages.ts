// The pages of docs/errors, taken into the console when it is built; each is loaded when it is first opened.
const pages = import.meta.glob<string>("../../../../docs/errors/*.md", { query: "?raw", import: "default" });

/** The documentation of an error code, if there is a page for it. */
export async function errorPageOf(code: string): Promise<string | undefined> {
  const load = pages[`../../../../docs/errors/${code}.md`];
  return load === undefined ? undefined : load();
}
