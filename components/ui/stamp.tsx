import { useId } from "react";
import { cx } from "@/components/ui/cx";

type Props = {
  readonly initials: string;
  /** "14:32" */
  readonly time: string;
  /** "22/11/2026"; on the large one. */
  readonly date?: string | undefined;
  /** Read aloud: "Aprobado por Marta Soler el 22/11/2026 a las 14:32". */
  readonly label: string;
  readonly size?: "sm" | "md" | "lg" | undefined;
  /** True when it was put just now: it lands. */
  readonly fresh?: boolean | undefined;
  readonly className?: string | undefined;
};

const pixels = { sm: 28, md: 76, lg: 120 };
const tabular = { fontVariantNumeric: "tabular-nums" } as const;

/** The VºBº mark, as it stood on paper: the only ornament of the product. */
export function Stamp({ initials, time, date, label, size = "md", fresh = false, className }: Props) {
  const id = useId();
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox="0 0 120 120"
      width={pixels[size]}
      height={pixels[size]}
      className={cx("shrink-0 -rotate-[9deg] text-accent select-none", fresh && "animate-stamp", className)}
      fill="currentColor"
    >
      {size === "sm" ? (
        <Small />
      ) : size === "md" ? (
        <Medium initials={initials} time={time} />
      ) : (
        <Large id={id} initials={initials} time={time} date={date} />
      )}
    </svg>
  );
}

function Small() {
  return (
    <>
      <circle cx="60" cy="60" r="53" fill="none" stroke="currentColor" strokeWidth="7" />
      <text x="60" y="76" textAnchor="middle" fontSize="43" fontWeight="650" letterSpacing="-2">
        VºBº
      </text>
    </>
  );
}

function Medium({ initials, time }: { readonly initials: string; readonly time: string }) {
  return (
    <>
      <circle cx="60" cy="60" r="56.5" fill="none" stroke="currentColor" strokeWidth="3" />
      <circle cx="60" cy="60" r="51.5" fill="none" stroke="currentColor" strokeWidth="1.2" />
      <text x="60" y="55" textAnchor="middle" fontSize="31" fontWeight="640" letterSpacing="-0.8">
        VºBº
      </text>
      <path d="M 30 64 H 90" stroke="currentColor" strokeWidth="1.2" />
      <text x="60" y="81" textAnchor="middle" fontSize="16" fontWeight="600" letterSpacing="0.6">
        {initials}
      </text>
      <text x="60" y="97" textAnchor="middle" fontSize="14" fontWeight="500" style={tabular}>
        {time}
      </text>
    </>
  );
}

type LargeProps = { readonly id: string; readonly initials: string; readonly time: string; readonly date: string | undefined };

function Large({ id, initials, time, date }: LargeProps) {
  return (
    <>
      {/* Ink does not take evenly on paper: the edge trembles by less than a pixel and a few grains stay dry. */}
      <filter id={`${id}-ink`} x="-2%" y="-2%" width="104%" height="104%">
        <feTurbulence type="fractalNoise" baseFrequency="0.9" numOctaves="2" seed="7" result="grain" />
        <feDisplacementMap in="SourceGraphic" in2="grain" scale="0.8" result="edge" />
        <feColorMatrix in="grain" type="matrix" values="0 0 0 0 0  0 0 0 0 0  0 0 0 0 0  0 0 0 -7 5.75" result="dry" />
        <feComposite in="edge" in2="dry" operator="in" />
      </filter>
      <path id={`${id}-top`} d="M 17.5 60 A 42.5 42.5 0 0 1 102.5 60" fill="none" />
      <path id={`${id}-bottom`} d="M 10.2 60 A 49.8 49.8 0 0 0 109.8 60" fill="none" />
      <g filter={`url(#${id}-ink)`}>
        <circle cx="60" cy="60" r="57" fill="none" stroke="currentColor" strokeWidth="2.6" />
        <circle cx="60" cy="60" r="53.4" fill="none" stroke="currentColor" strokeWidth="0.8" />
        <circle cx="60" cy="60" r="37.5" fill="none" stroke="currentColor" strokeWidth="0.8" />
        <text fontSize="10" fontWeight="560" letterSpacing="2.6" textAnchor="middle">
          <textPath href={`#${id}-top`} startOffset="50%">
            VISTO BUENO
          </textPath>
        </text>
        <text fontSize="9.6" fontWeight="520" letterSpacing="1.1" textAnchor="middle" style={tabular}>
          <textPath href={`#${id}-bottom`} startOffset="50%">
            {date ?? time}
          </textPath>
        </text>
        <circle cx="14.2" cy="66" r="1.4" />
        <circle cx="105.8" cy="66" r="1.4" />
        <text x="60" y="64" textAnchor="middle" fontSize="25" fontWeight="640" letterSpacing="-0.6">
          VºBº
        </text>
        <path d="M 37 70 H 83" stroke="currentColor" strokeWidth="0.8" />
        <text x="60" y="82.5" textAnchor="middle" fontSize="11" fontWeight="560" letterSpacing="0.3" style={tabular}>
          {date === undefined ? initials : `${initials} ${time}`}
        </text>
      </g>
    </>
  );
}
