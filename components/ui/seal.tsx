/** The mark of the product: the stamp without a person. */
export function Seal({ size = 56 }: { readonly size?: number }) {
  return (
    <svg
      viewBox="0 0 120 120"
      width={size}
      height={size}
      aria-hidden
      className="shrink-0 -rotate-[9deg] text-accent select-none"
      fill="currentColor"
    >
      <circle cx="60" cy="60" r="55" fill="none" stroke="currentColor" strokeWidth="4" />
      <circle cx="60" cy="60" r="47.5" fill="none" stroke="currentColor" strokeWidth="1.6" />
      <text x="60" y="72" textAnchor="middle" fontSize="34" fontWeight="640" letterSpacing="-1.2">
        VºBº
      </text>
    </svg>
  );
}
