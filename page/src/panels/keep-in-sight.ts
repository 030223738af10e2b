/** Scrolls what holds the element, and nothing around that, just so far that the element is in sight. */
export function keepInSight(element: Element | null | undefined): void {
  let holder = element?.parentElement ?? null;
  while (holder !== null && !/auto|scroll/.test(getComputedStyle(holder).overflowY))
    holder = holder.parentElement;
  if (!element || holder === null) return;
  const [inner, outer] = [element.getBoundingClientRect(), holder.getBoundingClientRect()];
  if (inner.top < outer.top) holder.scrollTop -= outer.top - inner.top;
  else if (inner.bottom > outer.bottom) holder.scrollTop += inner.bottom - outer.bottom;
}
