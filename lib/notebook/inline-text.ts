/** A sentence with `code` and **bold** in it, as the texts of a lesson have them. */
import { escape as escapeHtml } from "html-escaper";

const MARKED = /`([^`]+)`|\*\*([^*]+)\*\*/g;

export function inlineHtml(text: string): string {
  return escapeHtml(text).replaceAll(MARKED, (_, code?: string, bold?: string) =>
    code === undefined ? `<strong>${bold}</strong>` : `<code>${code}</code>`,
  );
}

export function withoutMarks(text: string): string {
  return text.replaceAll(MARKED, (_, code?: string, bold?: string) => code ?? bold ?? "");
}
