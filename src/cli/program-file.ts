/** The file that starts this program. It is as far away from the published build's chunks as from this folder. */
export const programFile: URL = new URL("../../bin/ragstep.js", import.meta.url);
