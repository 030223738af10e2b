/** Begins what a tool says that could do nothing; the embedded model hands such words on as they are. */
export const errorMark = "Errore: ";
