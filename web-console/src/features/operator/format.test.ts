import { expect, it } from "vitest";
import { bytes, percent, SLUG, slugOf } from "./format";

it("tells sizes with a unit", () => expect([0, 900, 1_536, 222_298_112, 3_565_158_400].map(bytes)).toEqual(["0 B", "900 B", "1.5 KB", "212 MB", "3.3 GB"]));
it("tells shares in percent", () => expect(percent(0.344)).toBe("34 %"));
it("makes a short name that the server accepts", () => {
  for (const name of ["Acme Retail GmbH & Co.", "Škoda – Čechy", "  Übergröße 24 ", "x".repeat(80)]) expect(slugOf(name)).toMatch(SLUG);
  expect(slugOf("Acme Retail, Test")).toBe("acme-retail-test");
});
