const svg = "http://www.w3.org/2000/svg";

interface Place {
  readonly x: number;
  readonly y: number;
}

function chip(kind: string, text: string, left: (width: number) => number, top: number): SVGElement {
  const group = document.createElementNS(svg, "g");
  group.setAttribute("class", `diagram-mark diagram-${kind}`);
  // Said by the name of the node or edge that it belongs to.
  group.setAttribute("aria-hidden", "true");
  const width = Math.max(24, text.length * 8.2 + 14);
  const box = document.createElementNS(svg, "rect");
  const words = document.createElementNS(svg, "text");
  const x = left(width);
  for (const [name, value] of Object.entries({ x, y: top, width, height: 22, rx: 11 }))
    box.setAttribute(name, String(value));
  for (const [name, value] of Object.entries({ x: x + width / 2, y: top + 15.5 }))
    words.setAttribute(name, String(value));
  words.textContent = text;
  // The blank keeps what it says apart from the label before it, for whoever reads the text alone.
  group.append(" ", box, words);
  return group;
}

/** How far a chip reaches beyond the corner that it stands at. */
const beyond = 10;

/** A chip that begins a little before a place, or ends a little behind it. */
export function badge(
  kind: "badge" | "sign",
  text: string,
  at: Place & { readonly align: "start" | "end" },
): SVGElement {
  return chip(
    kind,
    text,
    (width) => (at.align === "start" ? at.x - beyond : at.x - width + beyond),
    at.y - 13,
  );
}

/** A chip beside an edge or its label: to the right of a place, or to the left. */
export function textChip(text: string, at: Place & { readonly side: "left" | "right" }): SVGElement {
  return chip("count", text, (width) => (at.side === "right" ? at.x + 3 : at.x - width - 6), at.y - 11);
}
