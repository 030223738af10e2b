import { z } from "zod";

import type { DocumentFact, FileProblem, SniffedDocument, Threat } from "#rag/documents/document-facts.ts";
import {
  type ClassifiedDocument,
  documentKinds,
  type DocumentText,
  documentTypes,
  type ParsedDocument,
  type TextSpan,
} from "#rag/documents/types.ts";

const share = z.number().min(0).max(1);
const count = z.number().int().min(0);
const span: z.ZodType<TextSpan> = z.object({ start: count, end: count });
const type = z.enum(documentTypes);

export const sniffedDocument: z.ZodType<SniffedDocument> = z.object({
  hash: z.string(),
  filename: z.string(),
  size: count,
  kind: z.enum(documentKinds),
  declared_mime: z.string(),
  mime_agrees: z.boolean(),
  hint: type.nullable(),
});

export const fileProblem: z.ZodType<FileProblem> = z.object({
  code: z.string(),
  filename: z.string().nullable(),
  message: z.string(),
});

export const threat: z.ZodType<Threat> = z.object({
  hash: z.string(),
  kind: z.string(),
  where: z.string(),
});

export const classifiedDocument: z.ZodType<ClassifiedDocument> = z.object({
  hash: z.string(),
  type,
  confidence: share,
  evidence: z.array(z.string()),
});

const issue = z.object({
  severity: z.enum(["error", "warning", "info"]),
  code: z.string(),
  message: z.string(),
  line: count.optional(),
  page: count.optional(),
  span: span.optional(),
  detail: z.string().optional(),
});

const word = z.object({ text: z.string(), x: z.number(), y: z.number(), w: z.number(), h: z.number() });

const documentText: z.ZodType<DocumentText> = z.object({
  pages: z.array(z.object({ number: count, text: z.string(), words: z.array(word).optional() })),
  method: z.enum(["text-layer", "docx", "ocr", "xml", "plain"]),
  confidence: share,
  issues: z.array(issue),
});

export const parsedDocument: z.ZodType<ParsedDocument> = z.object({
  hash: z.string(),
  filename: z.string(),
  type,
  fields: z.array(
    z.object({
      name: z.string(),
      value: z.string(),
      label: z.string(),
      page: count,
      span: span.nullable(),
      line: count.optional(),
      unit: z.string().optional(),
      confidence: share,
    }),
  ),
  issues: z.array(issue),
  text: documentText,
});

export const documentFact: z.ZodType<DocumentFact> = z.object({
  id: z.string(),
  hash: z.string(),
  filename: z.string(),
  type,
  kind: z.enum(["field", "text", "issue"]),
  name: z.string(),
  label: z.string(),
  value: z.string(),
  page: count,
  span: span.nullable(),
  line: count.optional(),
  unit: z.string().optional(),
  detail: z.string().optional(),
  confidence: share,
});
