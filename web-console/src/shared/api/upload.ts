import { headersOf, urlOf } from "./client";
import { offline, problemOf } from "./problem";

/** Sends a file as it is and reports how much has gone, 0 to 1. `fetch` cannot report that, XMLHttpRequest can. */
export function upload(path: string, file: File, mediaType: string, progress: (share: number) => void): Promise<unknown> {
  const url = urlOf(path);
  const label = `POST ${url}`;
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", url);
    for (const [name, value] of Object.entries(headersOf("POST", {}))) request.setRequestHeader(name, value);
    request.setRequestHeader("Content-Type", mediaType);
    request.upload.onprogress = (event) => progress(event.lengthComputable ? event.loaded / event.total : 0);
    request.onerror = () => reject(offline(label));
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) resolve(JSON.parse(request.responseText));
      else problemOf(new Response(request.responseText, { status: request.status, statusText: request.statusText }), label).then(reject, reject);
    };
    request.send(file);
  });
}
