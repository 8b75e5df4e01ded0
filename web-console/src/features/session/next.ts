/** Where to go after signing in: a path of this console, never another site. */
export function safeNext(next: string | null): string {
  if (next === null || !next.startsWith("/") || next.startsWith("//") || next.includes("\\")) return "/";
  return /^\/(sign-in|invitations)\b/.test(next) ? "/" : next;
}
