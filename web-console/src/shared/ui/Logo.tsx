/** The product's mark, four sockets and one cord, with its name. */
export function Logo() {
  return (
    <span className="pb-logo">
      <svg viewBox="0 0 32 32" width="32" height="32" aria-hidden="true">
        <rect width="32" height="32" rx="7" className="pb-logo-panel" />
        <g fill="none" className="pb-logo-cord">
          <path d="M9 10v4c0 6 14 2 14 8" strokeWidth="3" strokeLinecap="round" />
          <circle cx="23" cy="9" r="2.5" strokeWidth="2" strokeOpacity=".7" />
          <circle cx="9" cy="23" r="2.5" strokeWidth="2" strokeOpacity=".7" />
        </g>
        <g className="pb-logo-socket">
          <circle cx="9" cy="9" r="3.5" />
          <circle cx="23" cy="23" r="3.5" />
        </g>
      </svg>
      <span className="pb-logo-name">Patchbay</span>
    </span>
  );
}
