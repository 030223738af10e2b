import { daysBetween, formatDate } from "../calendar.ts";
import { sourceOf } from "../cite.ts";
import { formatDuration, lastDayOf } from "../duration.ts";
import type { Lookup } from "../lookup.ts";
import { durationFor, noticeRows, noticeStart } from "../notice.ts";
import type { RequestOf } from "../request.ts";
import { formatService } from "../service.ts";
import { type CalculationResult, fromAgreement, given, missing, notCovered } from "./calculation.ts";

const workingDays =
  "Giorni lavorativi: dal lunedì al venerdì, senza le festività nazionali; il santo patrono non è tolto.";

/** How long a notice lasts and when it ends, by level, service and who gives it. */
export function notice(request: RequestOf<"notice">, lookup: Lookup): CalculationResult {
  const { agreement, level, category, service } = lookup;
  const { given_on = lookup.on, party } = request;
  if (level === undefined) return missing("Serve il livello di inquadramento.");
  if (service === undefined) return missing("Serve l'anzianità: i mesi compiuti o la data di assunzione.");
  const rows = noticeRows(agreement.notice, { level, category, party });
  const [row] = rows;
  if (row === undefined) return missing(`Non ho il preavviso del ${level.label} di ${agreement.short}.`);
  if (rows.length > 1) return missing("Serve la categoria: operaio o impiegato.");
  const duration = durationFor(row, service);
  if (duration === undefined)
    return missing(`Non ho il preavviso per un'anzianità di ${formatService(service)}.`);
  const uncovered = notCovered(agreement, [row.table], given_on);
  if (uncovered !== undefined) return uncovered;
  const start = noticeStart(row.table, given_on);
  const last = lastDayOf(duration, start);
  const rule =
    row.table.starts === "half-month"
      ? "dal 1° o dal 16 del mese che segue"
      : "dal giorno che segue la comunicazione";
  return {
    kind: "calculation",
    title: `Preavviso di ${party === "dismissal" ? "licenziamento" : "dimissioni"}`,
    result: `${formatDuration(duration)}: dal ${formatDate(start)} al ${formatDate(last)} compresi (${daysBetween(start, last) + 1} giorni di calendario)`,
    formula: `durata per livello e anzianità, contata ${rule}`,
    steps: [
      `comunicazione il ${formatDate(given_on)}, primo giorno il ${formatDate(start)}, ultimo giorno il ${formatDate(last)}`,
    ],
    inputs: [
      { name: "livello", value: level.label, source: given },
      { name: "anzianità", value: formatService(service), source: given },
      fromAgreement(agreement, "durata", formatDuration(duration), row.table),
    ],
    source: sourceOf(agreement, row.table),
    notes: duration.unit === "working" ? [workingDays] : [],
  };
}
