"use client";
import "@/app/globals.css";

type Props = { readonly error: Error & { readonly digest?: string }; readonly reset: () => void };

/** When even the frame of the page broke: no catalogue is at hand, so the source language speaks. */
export default function GlobalError({ error, reset }: Props) {
  return (
    <html lang="es">
      <body>
        <main role="alert" className="mx-auto flex max-w-[560px] flex-col gap-3 px-6 py-20">
          <h1 className="text-20 font-semibold">Algo ha fallado</h1>
          <p className="text-ink-2">
            No se ha podido mostrar la página. Lo que ya estaba aprobado sigue su curso y nada se envía dos veces. Vuelva a intentarlo.
          </p>
          <p>
            <button type="button" onClick={reset} className="control-height rounded-md bg-accent px-3 text-13 font-medium text-on-accent">
              Volver a intentarlo
            </button>
          </p>
          {error.digest !== undefined && <p className="font-mono text-12 text-ink-3">{error.digest}</p>}
        </main>
      </body>
    </html>
  );
}
